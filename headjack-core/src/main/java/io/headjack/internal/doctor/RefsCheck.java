package io.headjack.internal.doctor;

import io.headjack.BranchName;
import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.instance.InstanceNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refs that were kept for instances that do not exist, and old salvages. Another catalog may keep its own in the same
 * repository: this one's are those whose id follows from this catalog's and a branch.
 */
final class RefsCheck implements Check {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Pattern OWN = Pattern.compile("refs/headjack/([a-z0-9]{12})/(.*)", Pattern.DOTALL);
    private static final Pattern SALVAGE = Pattern.compile(
            "refs/headjack/salvage/([a-z0-9]{12})/(\\d{8}T\\d{6}Z)(?:-\\d+)?(?:/(.*))?", Pattern.DOTALL);

    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.REFS_UNKNOWN, Drift.SALVAGE_OLD);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (RepositoryView view : survey.repositories()) {
            Set<InstanceId> ours = ours(survey, view);
            Set<InstanceId> unknown = new LinkedHashSet<>();
            view.refs().forEach((ref, object) -> {
                Matcher own = OWN.matcher(ref);
                Matcher salvage = SALVAGE.matcher(ref);
                if (salvage.matches()) {
                    old(survey, view, ours, salvage, object).ifPresent(found::add);
                } else if (own.matches()) {
                    DataFiles.instance(own.group(1))
                            .filter(id -> ours.contains(id) && survey.isUnknown(id))
                            .filter(id -> !UnknownInstanceCheck.isPartOfOne(survey, id))
                            .ifPresent(unknown::add);
                }
            });
            unknown.forEach(id -> found.add(unknown(survey, view.repository(), id)));
        }
        return found;
    }

    private static Symptom unknown(Survey survey, GitRepository repository, InstanceId id) {
        return Symptom.of(Drift.REFS_UNKNOWN, id, "refs/headjack/" + id)
                .evidence(repository.root() + " keeps them, and no instance " + id + " is in the catalog")
                .safe("delete them; commits that no branch has are kept on as a salvage", held -> {
                    held.step("refs", () -> {});
                    return repository.repair().salvageRefs(id, survey.now());
                });
    }

    private static Optional<Symptom> old(
            Survey survey, RepositoryView view, Set<InstanceId> ours, Matcher salvage, String object) {
        boolean isOld = Aside.time(salvage.group(2))
                .filter(when -> when.plus(KEPT).isBefore(survey.now()))
                .isPresent();
        if (!isOld) {
            return Optional.empty();
        }
        String ref = salvage.group();
        Optional<InstanceId> id = DataFiles.instance(salvage.group(1))
                .filter(each -> survey.isFree(each))
                .filter(each -> ours.contains(each)
                        || view.repository()
                                .repair()
                                .salvagedBranch(object)
                                .filter(branch -> isOf(survey, view, each, branch))
                                .isPresent());
        return id.map(each -> Symptom.of(Drift.SALVAGE_OLD, each, ref)
                .evidence("it was written more than 30 days ago")
                .destructive("delete it", held -> {
                    held.step("salvage", () -> view.repository().repair().deleteRef(ref, object));
                    return Optional.empty();
                }));
    }

    private static boolean isOf(Survey survey, RepositoryView view, InstanceId id, BranchName branch) {
        return InstanceNames.id(survey.catalogId(), view.repository().commonDirectory(), branch)
                .equals(id);
    }

    /** The ids that this catalog would give to every branch that the repository knows by name. */
    private static Set<InstanceId> ours(Survey survey, RepositoryView view) {
        Set<InstanceId> ours = new HashSet<>();
        for (String ref : view.refs().keySet()) {
            int heads = ref.indexOf("/heads/");
            if (heads >= 0) {
                try {
                    ours.add(InstanceNames.id(
                            survey.catalogId(),
                            view.repository().commonDirectory(),
                            new BranchName(ref.substring(heads + "/heads/".length()))));
                } catch (InvalidRequestException e) {
                    // A name that no instance could have been made for.
                }
            }
        }
        return ours;
    }
}
