package io.headjack.internal.core;

import io.headjack.ExecResult;
import io.headjack.SessionId;
import io.headjack.error.HeadjackException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.Cleanup;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A prompt that is too long for an argument: in a file inside, for the instance's user alone, which the agent is told to
 * read. It is written by a program inside, as the host must not follow a path in there.
 */
final class PromptFile {
    /** What fits into an argument, with room for the program's other words and its environment beside it. */
    private static final int LONGEST_ARGUMENT = 96 * 1024;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** Also takes away the files of sessions that have ended. Refuses a path that somebody else was faster to take. */
    private static final String WRITE = """
            umask 077
            set -C
            file=$1 size=$2
            shift 2
            for old do rm -f -- "$old"; done
            cat > "$file" && [ "$(wc -c < "$file")" -eq "$size" ]
            """;

    private final Context context;
    private final World world;
    private final SessionId session;

    PromptFile(Context context, World world, SessionId session) {
        this.context = context;
        this.world = world;
        this.session = session;
    }

    static boolean isNeededFor(String prompt) {
        return prompt.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT;
    }

    /** Writes it and returns what to tell the agent instead. */
    String write(String prompt) {
        byte[] bytes = prompt.getBytes(StandardCharsets.UTF_8);
        String file = world.layout().prompt(session);
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", WRITE, "headjack-prompt", file, Integer.toString(bytes.length)));
        command.addAll(filesOfEndedSessions());
        ExecResult result = new ExecRun(
                        context,
                        world,
                        ExecPlan.of(command)
                                .stdin(new ByteArrayInputStream(bytes))
                                .directory("/")
                                .timeout(TIMEOUT))
                .run();
        if (!result.exit().isSuccess()) {
            throw new OperationFailedException("the prompt could not be written to " + file + " in the instance: "
                    + result.stderr().strip() + "; make room there, or give a shorter prompt");
        }
        return "Read your task from the file " + file;
    }

    /** Takes it away after a failure; what fails in doing so is told with that. */
    void delete(HeadjackException failure) {
        Cleanup.run(() -> {
            try {
                delete();
            } catch (HeadjackException e) {
                failure.addSuppressed(e);
            }
        });
    }

    void delete() {
        new ExecRun(
                        context,
                        world,
                        ExecPlan.of(List.of("rm", "-f", "--", world.layout().prompt(session)))
                                .directory("/")
                                .timeout(TIMEOUT))
                .run();
    }

    private List<String> filesOfEndedSessions() {
        return world.record().sessions().stream()
                .filter(each -> SessionStates.exit(context.parts(), world.record(), each)
                        .isPresent())
                .map(each -> world.layout().prompt(each.id()))
                .toList();
    }
}
