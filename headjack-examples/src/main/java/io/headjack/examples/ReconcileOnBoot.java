package io.headjack.examples;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.HeadjackException;
import java.nio.file.Path;

/** What an orchestrator does when it comes up: see what exists, start what is stopped, tell which sessions are lost. */
public final class ReconcileOnBoot {
    private ReconcileOnBoot() {}

    /** Takes a directory in which Headjack keeps things. */
    public static void main(String[] arguments) {
        try (Headjack headjack =
                Headjack.builder().dataDirectory(Path.of(arguments[0])).open()) {
            for (InstanceInfo found : headjack.instances().list()) {
                System.out.println(found.branch() + ": " + found.state()
                        + found.problem().map(problem -> ", " + problem).orElse(""));
                try {
                    reconcile(headjack.instances().get(found.id()), found);
                } catch (HeadjackException e) {
                    // One that cannot be helped must not keep the others from coming up.
                    System.out.println(found.branch() + ": " + e.getMessage());
                }
            }
        }
    }

    private static void reconcile(Instance instance, InstanceInfo found) {
        switch (found.state()) {
            case STOPPED, BROKEN -> {
                instance.start();
                System.out.println(found.branch() + ": started");
            }
            case CREATING ->
                // Another process may be at it; asking for the branch again waits for it, or finishes what died.
                System.out.println(found.branch() + ": left alone");
            case RUNNING -> {}
            case ENGINE_UNREACHABLE -> {
                return;
            }
        }
        for (SessionInfo session : instance.sessions().list()) {
            if (session.state() == SessionState.LOST) {
                System.out.println(found.branch() + ": session " + session.name() + " is LOST, its log is "
                        + instance.sessions().get(session.id().value()).log().file());
            }
        }
    }
}
