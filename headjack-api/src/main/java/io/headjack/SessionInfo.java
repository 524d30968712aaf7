package io.headjack;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session as it was at one moment.
 *
 * @param id its id
 * @param instance the instance it is in
 * @param branch that instance's branch
 * @param name its name
 * @param type what runs in it
 * @param command the program and its arguments; a prompt is left out
 * @param state whether its program runs
 * @param exit how its program ended; present exactly when the state is {@link SessionState#EXITED}
 * @param activity what its program seems to be doing
 * @param attached whether a person is attached
 * @param createdAt when it was started
 * @param lastUsedAt when somebody last attached or typed
 * @param asOf when all this was so
 */
public record SessionInfo(
        SessionId id,
        InstanceId instance,
        BranchName branch,
        SessionName name,
        SessionType type,
        List<String> command,
        SessionState state,
        Optional<ExitStatus> exit,
        Activity activity,
        boolean attached,
        Instant createdAt,
        Instant lastUsedAt,
        Instant asOf) {
    /**
     * Copies the command.
     *
     * @param id its id
     * @param instance the instance it is in
     * @param branch that instance's branch
     * @param name its name
     * @param type what runs in it
     * @param command the program and its arguments; a prompt is left out
     * @param state whether its program runs
     * @param exit how its program ended; present exactly when the state is {@link SessionState#EXITED}
     * @param activity what its program seems to be doing
     * @param attached whether a person is attached
     * @param createdAt when it was started
     * @param lastUsedAt when somebody last attached or typed
     * @param asOf when all this was so
     */
    public SessionInfo {
        command = List.copyOf(command);
    }
}
