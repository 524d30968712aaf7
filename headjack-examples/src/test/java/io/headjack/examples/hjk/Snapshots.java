package io.headjack.examples.hjk;

import io.headjack.Activity;
import io.headjack.AgentInfo;
import io.headjack.AgentReadiness;
import io.headjack.BranchName;
import io.headjack.ExitStatus;
import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.Permissions;
import io.headjack.Posture;
import io.headjack.SessionActivity;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionName;
import io.headjack.SessionState;
import io.headjack.SessionType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What fakes say about instances and sessions. */
final class Snapshots {
    static final InstanceId INSTANCE = new InstanceId("abcdef123456");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Snapshots() {}

    static InstanceInfo instance(String branch, InstanceState state) {
        return instance(branch, state, 2);
    }

    static InstanceInfo instance(String branch, InstanceState state, int sessions) {
        return new InstanceInfo(
                INSTANCE,
                Path.of("/home/me/shop"),
                new BranchName(branch),
                state,
                Optional.empty(),
                Path.of("/data/git/shop/x"),
                "docker",
                "debian",
                "headjack-x",
                sessions,
                NOW.minus(Duration.ofMinutes(90)),
                NOW,
                NOW);
    }

    static AgentInfo agent(String id, AgentReadiness readiness, boolean autoAttach, String... tags) {
        return new AgentInfo(
                id,
                List.of(id),
                readiness,
                "that is why",
                Optional.of("headjack-agent-" + id + ":1"),
                Optional.of(id + "@1.0.0"),
                Set.of(Permissions.ALL),
                true,
                true,
                autoAttach,
                List.of(tags));
    }

    static SessionInfo running(String name) {
        return session(name, SessionState.RUNNING, Optional.empty(), false);
    }

    static SessionInfo attached(String name) {
        return session(name, SessionState.RUNNING, Optional.empty(), true);
    }

    static SessionActivity asking(String question) {
        return new SessionActivity(Activity.WAITING_INPUT, NOW, "its screen asks something", Optional.of(question));
    }

    static SessionInfo exited(String name, int code) {
        return session(name, SessionState.EXITED, Optional.of(new ExitStatus(code)), false);
    }

    static SessionInfo lost(String name) {
        return session(name, SessionState.LOST, Optional.empty(), false);
    }

    private static SessionInfo session(String name, SessionState state, Optional<ExitStatus> exit, boolean attached) {
        return new SessionInfo(
                new SessionId("s123456789"),
                INSTANCE,
                new BranchName("feat/auth"),
                new SessionName(name),
                SessionType.SHELL,
                List.of("bash"),
                state,
                exit,
                Activity.WAITING_INPUT,
                attached,
                NOW.minus(Duration.ofDays(1)),
                NOW.minus(Duration.ofMinutes(5)),
                NOW);
    }

    static Posture posture() {
        return new Posture(
                true,
                "docker 20 of root",
                false,
                "",
                List.of(new Posture.File("/workspace", "/data/git/x", true)),
                "none",
                List.of(),
                List.of("/dev/fuse"),
                Set.of("KILL", "CHOWN"),
                false,
                List.of(),
                Posture.Git.PRIVATE,
                List.of("the home"),
                List.of(new Posture.Limit("memory", 0, true), new Posture.Limit("processes", 4096, false)),
                NOW);
    }
}
