package io.headjack.docker;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.SpiVersion;
import java.util.List;

/**
 * An agent that writes the words it was started with into {@code words.bin}, each with a NUL behind it, and the file that
 * the last one names, if it does, into {@code task.bin}.
 */
public final class RecordingAgent implements AgentProvider {
    static final String ID = "recording";
    static final String FROM_FILE = "Read your task from the file ";

    private static final String SCRIPT = """
            printf '%s\\0' "$@" > words.bin
            for last do :; done
            case $last in
              "Read your task from the file "*) cat "${last#"Read your task from the file "}" > task.bin ;;
            esac
            """;

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AgentProfile profile() {
        return AgentProfile.of(ID, List.of("sh", "-c", SCRIPT, ID, "--fixed")).promptArguments(List.of("--prompt"));
    }
}
