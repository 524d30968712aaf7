package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.Session;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.World;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalSpec;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts a session: its record first, so that its name is taken, then its terminal. */
final class SessionStart {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Context context;
    private final InstanceId instance;
    private final SessionPlan plan;

    SessionStart(Context context, InstanceId instance, SessionPlan plan) {
        this.context = context;
        this.instance = instance;
        this.plan = plan;
    }

    Session run() {
        World world = context.running(instance);
        SecretGrant secrets = grant(plan.type(), world);
        SessionId id = freshId();
        SessionRecord session = context.parts().catalog().updating(state -> record(state, id));
        try {
            startTerminal(world, session, secrets);
        } catch (RuntimeException e) {
            forget(id, e);
            throw e;
        }
        return new DefaultSession(context, instance, id);
    }

    private Map.Entry<CatalogState, SessionRecord> record(CatalogState state, SessionId id) {
        InstanceRecord record = state.find(instance)
                .orElseThrow(() -> new NotFoundException("instance " + instance + " was removed meanwhile"));
        Set<String> taken =
                record.sessions().stream().map(each -> each.name().value()).collect(Collectors.toSet());
        SessionName name = name(taken);
        if (taken.contains(name.value())) {
            throw new ConflictException(
                    "branch \"" + record.branch() + "\" has a session \"" + name + "\" already; choose another name");
        }
        Instant now = context.parts().clock().instant();
        SessionRecord session = new SessionRecord(id, name, plan.type(), plan.recorded(), plan.spec(), now);
        return Map.entry(state.with(record.add(session)), session);
    }

    private SessionName name(Set<String> taken) {
        if (plan.name() != null) {
            return plan.name();
        }
        return Optional.ofNullable(plan.agent())
                .flatMap(AgentProfile::windowName)
                .map(wanted -> SessionNames.free(taken, wanted))
                .orElseGet(() -> SessionNames.free(taken, RANDOM));
    }

    /** Gets what the session is given that nobody else may see. May wait for somebody who unlocks it. */
    SecretGrant grant(SessionType type, World world) {
        return context.credentials().grant(type, plan.environment(), world.isolated());
    }

    /** Starts the terminal of a session that is on record. */
    void startTerminal(World world, SessionRecord session, SecretGrant secrets) {
        if (plan.agent() != null) {
            new AgentFiles(context, world, plan.agent()).complete(secrets.settings());
        }
        if (!PromptFile.isNeededFor(plan.prompt())) {
            start(world, terminal(world, session, plan.prompt()), session, secrets);
            return;
        }
        PromptFile file = new PromptFile(context, world, session.id());
        try {
            start(world, terminal(world, session, file.write(plan.prompt())), session, secrets);
        } catch (HeadjackException e) {
            file.delete(e);
            throw e;
        }
    }

    private void start(World world, TerminalSpec terminal, SessionRecord session, SecretGrant secrets) {
        Multiplexer multiplexer = context.parts().terminals().of(world);
        if (secrets.isEmpty()) {
            multiplexer.start(terminal);
            return;
        }
        SessionSecrets put = new SessionSecrets(context, world, session);
        try {
            multiplexer.start(terminal.secrets(put.put(secrets)));
        } catch (HeadjackException e) {
            put.drop(e);
            throw e;
        }
    }

    private TerminalSpec terminal(World world, SessionRecord session, String told) {
        Map<String, String> environment = new LinkedHashMap<>(plan.environment());
        environment.put("HEADJACK_INSTANCE", instance.value());
        environment.put("HEADJACK_BRANCH", world.record().branch().value());
        environment.put("HEADJACK_SESSION", session.id().value());
        environment.put("HEADJACK_STATUS", world.layout().status(session.id()));
        return new TerminalSpec(
                new TerminalId(session.id().value()),
                session.name().value(),
                plan.words(told),
                environment,
                plan.directory() == null ? world.layout().workspace() : world.inWorkspace(plan.directory()),
                plan.size(),
                world.layout().log(session.id()),
                world.layout().exit(session.id(), session.run()));
    }

    private void forget(SessionId id, RuntimeException failure) {
        boolean interrupted = Thread.interrupted();
        try {
            context.parts()
                    .catalog()
                    .update(state -> state.find(instance)
                            .map(each -> state.with(each.without(id)))
                            .orElse(state));
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static SessionId freshId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new SessionId(id.toString());
    }
}
