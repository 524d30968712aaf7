package io.headjack.internal.core;

import io.headjack.ExecResult;
import io.headjack.error.ConflictException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.agent.FileMerge;
import io.headjack.internal.credential.Secret;
import io.headjack.internal.instance.World;
import io.headjack.spi.AgentProfile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that an agent finds in files of its home what a person would answer on its first start. They are read and written
 * by programs inside, as the instance's user: the host must not follow a path in there. What they hold is hostile.
 */
final class AgentFiles {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int LONGEST = 4 << 20;
    private static final int TRIES = 5;
    private static final int CHANGED = 9;

    private static final String READ = """
            cd -- "$1" 2> /dev/null && [ -f "$2" ] || exit 0
            cksum < "$2" && head -c "$3" -- "$2"
            """;

    /** The file takes the old one's place only if nobody has changed that since it was read; its mode stays. */
    private static final String WRITE = """
            umask 077
            cd -- "$1" || exit 1
            file=$2 seen=$3 size=$4
            [ ! -L "$file" ] || file=$(readlink -f -- "$file") || exit 1
            case $file in */*) mkdir -p -- "${file%/*}" || exit 1 ;; esac
            new=$file.headjack.$$
            trap 'rm -f -- "$new"' EXIT
            [ ! -f "$file" ] || cp -p -- "$file" "$new" || exit 1
            cat > "$new" && [ "$(wc -c < "$new")" -eq "$size" ] || exit 1
            [ ! -f "$file" ] || now=$(cksum < "$file")
            [ "${now:-}" = "$seen" ] || exit 9
            mv -f -- "$new" "$file"
            """;

    private final Context context;
    private final World world;
    private final AgentProfile agent;

    AgentFiles(Context context, World world, AgentProfile agent) {
        this.context = context;
        this.world = world;
        this.agent = agent;
    }

    /**
     * Does so; without a container the home is a person's own, and is left alone.
     *
     * @param settings what its credential needs there beside
     */
    void complete(Map<String, Secret> settings) {
        if (world.isolated()) {
            Map<String, List<String>> wanted = new LinkedHashMap<>();
            agent.files().forEach((file, text) -> wanted.put(file, new ArrayList<>(List.of(text))));
            settings.forEach((file, text) ->
                    wanted.computeIfAbsent(file, each -> new ArrayList<>()).add(text.reveal()));
            wanted.forEach(this::complete);
        }
    }

    private void complete(String file, List<String> wanted) {
        for (int tries = 0; tries < TRIES; tries++) {
            Present present = read(file);
            Optional<String> merged;
            try {
                merged = merged(FileMerge.of(file), present.text(), wanted);
            } catch (IllegalArgumentException e) {
                context.parts()
                        .warnings()
                        .accept("the file " + file + " of " + agent.id() + " on branch \""
                                + world.record().branch() + "\" was left as it is: " + e.getMessage()
                                + "; the agent may ask questions when it starts");
                return;
            }
            if (merged.isEmpty() || isWritten(file, present, merged.get())) {
                return;
            }
        }
        throw new ConflictException("the file " + file + " of " + agent.id() + " on branch \""
                + world.record().branch() + "\" changes all the time; try again when nobody writes to it");
    }

    private static Optional<String> merged(FileMerge merge, String present, List<String> wanted) {
        Optional<String> merged = Optional.empty();
        for (String each : wanted) {
            Optional<String> more = merge.merge(merged.orElse(present), each);
            merged = more.isPresent() ? more : merged;
        }
        return merged;
    }

    private Present read(String file) {
        String output = run(InputStream.nullInputStream(), READ, file, Integer.toString(LONGEST))
                .stdout();
        if (output.isEmpty()) {
            return new Present("", "");
        }
        String sum = output.lines().findFirst().orElse("").strip();
        String text = output.substring(Math.min(output.length(), output.indexOf('\n') + 1));
        return new Present(sum, text);
    }

    private boolean isWritten(String file, Present present, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ExecResult result =
                run(new ByteArrayInputStream(bytes), WRITE, file, present.sum, Integer.toString(bytes.length));
        if (!result.exit().isSuccess() && result.exit().code() != CHANGED) {
            throw new OperationFailedException("the file " + file + " of " + agent.id()
                    + " could not be written in branch \"" + world.record().branch() + "\": "
                    + result.stderr().strip() + "; make room there, or correct its mode");
        }
        return result.exit().isSuccess();
    }

    private ExecResult run(InputStream input, String script, String file, String... more) {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", script, "headjack-files", world.record().home(), file));
        command.addAll(List.of(more));
        return new ExecRun(
                        context,
                        world,
                        ExecPlan.of(command).stdin(input).directory("/").timeout(TIMEOUT))
                .run();
    }

    /**
     * A file as it was read.
     *
     * @param sum its checksum and size, empty if there is none
     * @param content what it holds, or the beginning of it
     */
    private record Present(String sum, String content) {
        /** Returns all that it holds, if that is text. */
        String text() {
            String size = sum.substring(sum.indexOf(' ') + 1);
            int bytes = content.getBytes(StandardCharsets.UTF_8).length;
            if (!sum.isEmpty() && !size.equals(Integer.toString(bytes))) {
                throw new IllegalArgumentException("it is longer than " + LONGEST + " bytes, or no text in UTF-8");
            }
            return content;
        }
    }
}
