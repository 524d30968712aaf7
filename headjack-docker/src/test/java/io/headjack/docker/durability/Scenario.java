package io.headjack.docker.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An operation to be killed: what there is before, what the program is told, and what one call makes of the rest. */
enum Scenario {
    CREATE("ensure") {
        @Override
        String prepare(Site site, Headjack headjack) {
            // The first instance of an image looks into it first.
            site.forgetImages();
            return site.freshBranch();
        }

        @Override
        void settle(Site site, Headjack headjack, String branch) {
            RepositoryInstances here = here(site, headjack);
            here.get(branch).remove();
            new WorldCheck(site).nothingStray(headjack);
        }
    },
    START("start") {
        @Override
        String prepare(Site site, Headjack headjack) {
            here(site, headjack).branch(KEPT).ensure().stop(GRACE);
            return KEPT;
        }
    },
    START_WITHOUT_CONTAINER("start") {
        @Override
        String prepare(Site site, Headjack headjack) {
            Instance instance = here(site, headjack).branch(KEPT).ensure();
            site.engine.find(instance.info().container()).ifPresent(found -> site.engine.remove(found.id()));
            return KEPT;
        }
    },
    STOP("stop") {
        @Override
        String prepare(Site site, Headjack headjack) {
            return committing(site, headjack, KEPT);
        }
    },
    RECREATE("recreate") {
        @Override
        String prepare(Site site, Headjack headjack) {
            return committing(site, headjack, KEPT);
        }
    },
    COLLECT("collect") {
        @Override
        String prepare(Site site, Headjack headjack) {
            return committing(site, headjack, KEPT);
        }

        @Override
        String recovery(boolean other) {
            return "collect";
        }

        @Override
        void settle(Site site, Headjack headjack, String branch) {
            Instance instance = here(site, headjack).get(branch);
            List<SessionInfo> running = instance.sessions().list().stream()
                    .filter(each -> each.state() == SessionState.RUNNING)
                    .toList();
            assertThat(running).as("sessions that run on").isNotEmpty();
            running.forEach(each -> instance.sessions().get(each.name().value()).kill());
            instance.git().collect();
            String head =
                    instance.exec("git", "rev-parse", "HEAD").run().stdout().strip();
            assertThat(site.repository.resolve(branch)).isEqualTo(head);
            assertThat(site.repository.git(instance.info().worktree(), List.of("status", "--porcelain")))
                    .as("what the host's index says")
                    .isEmpty();
        }
    },
    REMOVE("remove", "STOP_SESSIONS") {
        @Override
        String prepare(Site site, Headjack headjack) {
            return committing(site, headjack, site.freshBranch());
        }

        @Override
        String recovery(boolean other) {
            return other ? "ensure" : "remove";
        }
    },
    REMOVE_DISCARDING("remove", "STOP_SESSIONS", "DISCARD_WORK") {
        @Override
        String prepare(Site site, Headjack headjack) {
            String branch = committing(site, headjack, site.freshBranch());
            try {
                Files.writeString(
                        here(site, headjack).get(branch).info().worktree().resolve(PRECIOUS), branch);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return branch;
        }

        @Override
        String recovery(boolean other) {
            return other ? "ensure" : "remove";
        }

        @Override
        void settle(Site site, Headjack headjack, String branch) {
            here(site, headjack)
                    .find(branch)
                    .ifPresent(left -> left.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
            assertThat(site.repository
                            .git("for-each-ref", "--format=%(refname)", "refs/headjack/salvage")
                            .lines())
                    .as("salvages with the file that was in the worktree")
                    .anyMatch(ref -> site.repository
                                    .git("ls-tree", "--name-only", ref)
                                    .lines()
                                    .anyMatch(PRECIOUS::equals)
                            && site.repository.git("show", ref + ":" + PRECIOUS).equals(branch));
            new WorldCheck(site).nothingStray(headjack);
        }
    };

    static final String KEPT = "kept";
    static final String PRECIOUS = "precious.txt";
    static final Duration GRACE = Duration.ofSeconds(2);

    private final String verb;
    private final String options;

    Scenario(String verb, String... options) {
        this.verb = verb;
        this.options = options.length == 0 ? "" : " " + String.join(" ", options);
    }

    /** Brings about what the operation starts from, and returns the branch. */
    abstract String prepare(Site site, Headjack headjack);

    String line(String branch) {
        return verb + " " + branch + options;
    }

    /** The one call after the kill; some operations have another one that must do as well. */
    String recovery(boolean other) {
        return "ensure";
    }

    String recoveryLine(boolean other, String branch) {
        String call = recovery(other);
        return call + " " + branch + (call.equals("remove") ? options : "");
    }

    /** Does the one call, and returns the instance if there shall be one afterwards. */
    Optional<Instance> recover(Site site, Headjack headjack, boolean other, String branch) {
        RepositoryInstances here = here(site, headjack);
        return switch (recovery(other)) {
            case "ensure" -> Optional.of(here.branch(branch).ensure());
            case "collect" -> {
                here.get(branch).git().collect();
                yield Optional.of(here.get(branch));
            }
            default -> {
                here.find(branch)
                        .ifPresent(left -> left.remove(
                                this == REMOVE_DISCARDING
                                        ? new RemoveOption[] {RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK}
                                        : new RemoveOption[] {RemoveOption.STOP_SESSIONS}));
                yield Optional.empty();
            }
        };
    }

    /** Checks what is special to the operation, and takes away what the next one does not need. */
    void settle(Site site, Headjack headjack, String branch) {
        if (!branch.equals(KEPT)) {
            here(site, headjack).find(branch).ifPresent(left -> left.remove(RemoveOption.STOP_SESSIONS));
            new WorldCheck(site).nothingStray(headjack);
        }
    }

    static RepositoryInstances here(Site site, Headjack headjack) {
        return headjack.instances().in(site.repository.directory());
    }

    private static String committing(Site site, Headjack headjack, String branch) {
        Instance instance = here(site, headjack).branch(branch).ensure();
        if (instance.sessions().list().stream().noneMatch(each -> each.state() == SessionState.RUNNING)) {
            Session unused = site.startCommitter(instance);
        }
        return branch;
    }
}
