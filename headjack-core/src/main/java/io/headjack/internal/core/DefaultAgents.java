package io.headjack.internal.core;

import io.headjack.AgentInfo;
import io.headjack.AgentReadiness;
import io.headjack.Agents;
import io.headjack.BuildOption;
import io.headjack.CredentialSource;
import io.headjack.CredentialStatus;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.instance.Images;
import io.headjack.internal.provider.Runtimes;
import io.headjack.spi.AgentPackage;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.Isolation;
import java.util.List;
import java.util.Optional;

final class DefaultAgents implements Agents {
    private final Context context;

    DefaultAgents(Context context) {
        this.context = context;
    }

    @Override
    public List<AgentInfo> list() {
        Runtimes.Chosen chosen = chosen();
        return context.agents().all().stream().map(each -> info(each, chosen)).toList();
    }

    @Override
    public AgentInfo get(String agent) {
        return info(context.agents().known(agent), chosen());
    }

    @Override
    public AgentInfo build(String agent, BuildOption... options) {
        AgentProfile profile = context.agents().get(agent);
        Runtimes.Chosen chosen = chosen();
        if (chosen.info().isolation() != Isolation.CONTAINER) {
            throw new UnsupportedException("the runtime " + chosen.info().id() + " has no images; install " + agent
                    + " on this host, or choose another runtime");
        }
        if (profile.image().isEmpty() && profile.npmPackage().isEmpty()) {
            throw new UnsupportedException("nothing is known to install for " + agent + "; configure agents." + agent
                    + ".package and .version, or agents." + agent + ".image with an image that has it");
        }
        context.operations()
                .images()
                .ofAgent(chosen.runtime(), profile, List.of(options).contains(BuildOption.NO_CACHE));
        return info(profile, chosen);
    }

    private Runtimes.Chosen chosen() {
        context.lifecycle().checkOpen();
        return context.parts().runtimes().choose();
    }

    private AgentInfo info(AgentProfile agent, Runtimes.Chosen chosen) {
        boolean contained = chosen.info().isolation() == Isolation.CONTAINER;
        Optional<String> image = contained
                ? context.operations()
                        .images()
                        .findOfAgent(chosen.runtime(), agent)
                        .map(Images.Resolved::reference)
                : Optional.empty();
        Verdict verdict = context.agents()
                .problem(agent.id())
                .map(problem -> new Verdict(AgentReadiness.MISCONFIGURED, problem))
                .or(() -> unpaid(agent))
                .orElseGet(() -> free(agent, contained ? inside(agent, image) : onHost(agent)));
        return new AgentInfo(
                agent.id(),
                agent.command(),
                verdict.readiness,
                verdict.reason,
                image,
                agent.npmPackage().map(AgentPackage::toString),
                agent.permissionArguments().keySet(),
                !agent.modelArguments().isEmpty(),
                agent.headless().isKnown(),
                agent.autoAttach(),
                agent.tags());
    }

    /** Says why nobody pays for it, if it wants that and nobody has said that it needs none. */
    private Optional<Verdict> unpaid(AgentProfile agent) {
        boolean needsNone = context.agents()
                .credentialOf(agent.id())
                .filter(source -> source.place() == CredentialSource.Place.NOWHERE)
                .isPresent();
        if (agent.credentials().isEmpty() || needsNone) {
            return Optional.empty();
        }
        CredentialStatus status = context.credentials().status(agent.id());
        if (status.problem().isPresent()) {
            return status.problem().map(problem -> new Verdict(AgentReadiness.NO_CREDENTIALS, problem));
        }
        return status.kind().isPresent() || agent.credentialOptional()
                ? Optional.empty()
                : Optional.of(new Verdict(
                        AgentReadiness.NO_CREDENTIALS,
                        "no credential was found, neither in variables nor in its own files; if it needs none, configure"
                                + " agents." + agent.id() + ".credential.source: none"));
    }

    /** Says so of an agent that nobody pays for, and that does without. */
    private Verdict free(AgentProfile agent, Verdict verdict) {
        return !agent.credentialOptional()
                        || context.credentials().status(agent.id()).kind().isPresent()
                ? verdict
                : new Verdict(verdict.readiness, verdict.reason + "; no credential was found, and it can do without");
    }

    private static Verdict inside(AgentProfile agent, Optional<String> image) {
        if (agent.image().isPresent()) {
            return image.isPresent()
                    ? new Verdict(AgentReadiness.READY, "the image " + image.get() + " has it")
                    : new Verdict(
                            AgentReadiness.NOT_BUILT,
                            "the image " + agent.image().get() + " is pulled when it is first needed");
        }
        if (agent.npmPackage().isEmpty()) {
            return new Verdict(
                    AgentReadiness.READY,
                    "Headjack does not install it: the image of the instance must have "
                            + agent.command().get(0));
        }
        return image.isPresent()
                ? new Verdict(
                        AgentReadiness.READY,
                        "the image " + image.get() + " has "
                                + agent.npmPackage().get())
                : new Verdict(
                        AgentReadiness.NOT_BUILT,
                        "its image is built from " + agent.npmPackage().get() + " when it is first needed");
    }

    private Verdict onHost(AgentProfile agent) {
        String program = agent.command().get(0);
        return context.environment().program(program).isPresent()
                ? new Verdict(AgentReadiness.READY, "this host has " + program)
                : new Verdict(
                        AgentReadiness.NOT_BUILT, "this host has no program " + program + " in its PATH; install it");
    }

    private record Verdict(AgentReadiness readiness, String reason) {}
}
