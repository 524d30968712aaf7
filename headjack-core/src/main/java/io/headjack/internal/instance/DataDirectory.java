package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything is kept.
 *
 * @param root the data directory itself
 */
public record DataDirectory(Path root) {
    private static final String PRIVATE = "private";
    private static final String LOGS = "logs";

    /** Makes the directory if it is missing and checks that it can be written to. */
    public static DataDirectory open(Path root) {
        try {
            DurableFiles.directory(root);
            DataDirectory data = new DataDirectory(root.toRealPath());
            for (Path part : List.of(
                    data.operations(),
                    data.temporary(),
                    data.worktrees(),
                    data.root.resolve(PRIVATE),
                    data.root.resolve(LOGS))) {
                DurableFiles.directory(part);
            }
            return data;
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the data directory " + root + " cannot be used: " + e
                            + "; give it to this user or choose another one",
                    e);
        }
    }

    /** Checks that it can be written to, before anything is made that would have to be undone. */
    public void checkWritable() {
        if (!Files.isWritable(root)) {
            throw new InvalidRequestException(
                    "the data directory " + root + " is not writable; give it to this user or choose another one");
        }
    }

    public Path operations() {
        return root.resolve("ops");
    }

    /** Excludes the other users of an instance's terminals, never its operations. */
    public Path terminalsLockOf(InstanceId instance) {
        return privateOf(instance).resolve("terminals.lock");
    }

    /** Excludes others who type into a session while that takes more than one step. */
    public Path typingLockOf(InstanceId instance, SessionId session) {
        return privateOf(instance).resolve("typing-" + session + ".lock");
    }

    public Path worktrees() {
        return root.resolve("git");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    public Path temporary() {
        return root.resolve("tmp");
    }

    /** Holds what only Headjack touches: the private git directory and the pointer that is mounted over {@code .git}. */
    public Path privateOf(InstanceId instance) {
        return root.resolve(PRIVATE).resolve(instance.value());
    }

    public Path privates() {
        return root.resolve(PRIVATE);
    }

    public Path logs() {
        return root.resolve(LOGS);
    }

    /** What a repair set aside, to be looked at before it is deleted. */
    public Path aside() {
        return root.resolve("aside");
    }

    /** Where the multiplexers of instances without isolation have their sockets, if its path is not too long for that. */
    public Path run() {
        return root.resolve("run");
    }

    public Path privateGitOf(InstanceId instance) {
        return privateOf(instance).resolve("git");
    }

    public Path pointerOf(InstanceId instance) {
        return privateOf(instance).resolve("pointer");
    }

    /** Lists the submodules that an instance was given the content of; not there if that are none. */
    public Path submodulesOf(InstanceId instance) {
        return privateOf(instance).resolve("submodules");
    }

    /** Is there as long as the boundary of an instance is lost. */
    Path lostOf(InstanceId instance) {
        return privateOf(instance).resolve("boundary-lost");
    }

    public Path logsOf(InstanceId instance) {
        return root.resolve(LOGS).resolve(instance.value());
    }

    public Path logOf(InstanceId instance, SessionId session) {
        return logsOf(instance).resolve(session + ".log");
    }

    public Path statusOf(InstanceId instance, SessionId session) {
        return logsOf(instance).resolve(session + ".status");
    }

    public Path exitOf(InstanceId instance, SessionId session, int run) {
        return logsOf(instance).resolve(exitName(session, run));
    }

    static String exitName(SessionId session, int run) {
        return session + (run == 1 ? "" : "." + run) + ".exit";
    }
}
