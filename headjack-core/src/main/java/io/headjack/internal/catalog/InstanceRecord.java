package io.headjack.internal.catalog;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.internal.json.Fields;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An instance as it is recorded.
 *
 * @param id its id
 * @param phase how far its making or removing got
 * @param repositoryId the repository's id
 * @param repository the repository's common git directory
 * @param root the repository's main worktree, or the repository itself when it is bare
 * @param branch its branch
 * @param branchMade whether Headjack made the branch
 * @param baseCommit the commit that the branch was at when the instance was made
 * @param worktree its files on the host
 * @param runtime the runtime's id
 * @param container its container's name
 * @param user the user its programs run as, or null for the image's
 * @param home the home directory inside
 * @param spec what was asked for
 * @param createdAt when it was made
 * @param lastUsedAt when it was last used
 * @param sessions its sessions, oldest first
 * @param unknown fields of another version, kept as they are
 */
public record InstanceRecord(
        InstanceId id,
        Phase phase,
        String repositoryId,
        Path repository,
        Path root,
        BranchName branch,
        boolean branchMade,
        String baseCommit,
        Path worktree,
        String runtime,
        String container,
        @Nullable String user,
        String home,
        WorkspaceSpec spec,
        Instant createdAt,
        Instant lastUsedAt,
        List<SessionRecord> sessions,
        Map<String, Object> unknown) {
    public InstanceRecord {
        sessions = List.copyOf(sessions);
    }

    public InstanceRecord phase(Phase next) {
        return copy(next, lastUsedAt, sessions);
    }

    public InstanceRecord usedAt(Instant when) {
        return copy(phase, when, sessions);
    }

    /** The same instance with its container under another name. */
    public InstanceRecord container(String name) {
        return made(name, spec, home);
    }

    /** The same instance with other settings. */
    public InstanceRecord spec(WorkspaceSpec newSpec) {
        return spec(newSpec, home);
    }

    /** The same instance with other settings, and another home directory inside. */
    public InstanceRecord spec(WorkspaceSpec newSpec, String newHome) {
        return made(container, newSpec, newHome);
    }

    /** The same instance in a repository that is at another place. */
    public InstanceRecord repository(String newId, Path newRepository, Path newRoot) {
        return new InstanceRecord(
                id,
                phase,
                newId,
                newRepository,
                newRoot,
                branch,
                branchMade,
                baseCommit,
                worktree,
                runtime,
                container,
                user,
                home,
                spec,
                createdAt,
                lastUsedAt,
                sessions,
                unknown);
    }

    public InstanceRecord add(SessionRecord session) {
        List<SessionRecord> all = new ArrayList<>(sessions);
        all.add(session);
        return copy(phase, session.createdAt(), all);
    }

    public InstanceRecord change(SessionId session, UnaryOperator<SessionRecord> change) {
        return copy(
                phase,
                lastUsedAt,
                sessions.stream()
                        .map(each -> each.id().equals(session) ? change.apply(each) : each)
                        .toList());
    }

    public InstanceRecord without(SessionId session) {
        return copy(
                phase,
                lastUsedAt,
                sessions.stream().filter(each -> !each.id().equals(session)).toList());
    }

    public Optional<SessionRecord> session(SessionId session) {
        return sessions.stream().filter(each -> each.id().equals(session)).findFirst();
    }

    /** Returns what has to survive: all but the moments of the last use. */
    InstanceRecord withoutLastUse() {
        return copy(
                phase,
                createdAt,
                sessions.stream().map(each -> each.usedAt(each.createdAt())).toList());
    }

    private InstanceRecord copy(Phase newPhase, Instant newLastUsedAt, List<SessionRecord> newSessions) {
        return new InstanceRecord(
                id,
                newPhase,
                repositoryId,
                repository,
                root,
                branch,
                branchMade,
                baseCommit,
                worktree,
                runtime,
                container,
                user,
                home,
                spec,
                createdAt,
                newLastUsedAt,
                newSessions,
                unknown);
    }

    private InstanceRecord made(String newContainer, WorkspaceSpec newSpec, String newHome) {
        return new InstanceRecord(
                id,
                phase,
                repositoryId,
                repository,
                root,
                branch,
                branchMade,
                baseCommit,
                worktree,
                runtime,
                newContainer,
                user,
                newHome,
                newSpec,
                createdAt,
                lastUsedAt,
                sessions,
                unknown);
    }

    static InstanceRecord read(Object document) {
        Fields fields = new Fields("instance", document);
        return new InstanceRecord(
                new InstanceId(fields.text("id")),
                Phase.valueOf(fields.text("phase")),
                fields.text("repositoryId"),
                Path.of(fields.text("repository")),
                Path.of(fields.text("root")),
                new BranchName(fields.text("branch")),
                fields.flag("branchMade", false),
                fields.text("baseCommit"),
                Path.of(fields.text("worktree")),
                fields.text("runtime"),
                fields.text("container"),
                fields.optionalText("user").orElse(null),
                fields.text("home"),
                WorkspaceSpec.read(new Fields("instance.spec", fields.map("spec"))),
                Instant.parse(fields.text("createdAt")),
                Instant.parse(fields.text("lastUsedAt")),
                fields.list("sessions").stream().map(SessionRecord::read).toList(),
                fields.rest());
    }

    /**
     * Returns the record as a document.
     *
     * @param written says how a session stands in it
     */
    Map<String, Object> write(Function<SessionRecord, ?> written) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("id", id.value());
        out.put("phase", phase.name());
        out.put("repositoryId", repositoryId);
        out.put("repository", repository.toString());
        out.put("root", root.toString());
        out.put("branch", branch.value());
        out.put("branchMade", branchMade);
        out.put("baseCommit", baseCommit);
        out.put("worktree", worktree.toString());
        out.put("runtime", runtime);
        out.put("container", container);
        if (user != null) {
            out.put("user", user);
        }
        out.put("home", home);
        out.put("spec", spec.write());
        out.put("createdAt", createdAt.toString());
        out.put("lastUsedAt", lastUsedAt.toString());
        out.put("sessions", sessions.stream().map(written).toList());
        out.putAll(unknown);
        return out;
    }
}
