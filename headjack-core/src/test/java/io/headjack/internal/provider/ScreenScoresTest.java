package io.headjack.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.AgentProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The patterns of the built-in profiles on screens of the real agents. */
class ScreenScoresTest {
    private static final Path DOCUMENT = Path.of("../docs/status.md");
    private static final Map<String, AgentProfile> PROFILES = Agents.builtIn();

    /** The table is what was measured: better or worse patterns change the document. */
    @Test
    void read_screensThatThePatternsWereNotWrittenOn_scoreAsTheDocumentSays() throws Exception {
        assertThat(Files.readString(DOCUMENT)).contains(table(RecordedScreen.of("scoring")));
    }

    @Test
    void read_screensThatThePatternsWereWrittenOn_scoreAsTheDocumentSays() throws Exception {
        assertThat(Files.readString(DOCUMENT)).contains(table(RecordedScreen.of("training")));
    }

    /** To be late is a mistake; to call one idle that works or asks is what makes a program go on too early. */
    @Test
    void read_screenOfAnAgentThatWorksOrAsks_isNeverIdle() {
        for (String set : List.of("training", "scoring")) {
            for (RecordedScreen screen : RecordedScreen.of(set)) {
                if (screen.expected() != Activity.IDLE) {
                    assertThat(read(screen).activity())
                            .as("%s, %s", screen.file(), screen.stage())
                            .isNotEqualTo(Activity.IDLE);
                }
            }
        }
    }

    private static SessionActivity read(RecordedScreen screen) {
        return screen.read(PROFILES.get(screen.agent()).screen());
    }

    private static String table(List<RecordedScreen> screens) {
        Set<String> agents = new TreeSet<>(PROFILES.keySet());
        Set<String> stages = new LinkedHashSet<>();
        screens.forEach(each -> stages.add(each.stage()));
        List<String> rows = new ArrayList<>();
        rows.add("| stage | expected | " + String.join(" | ", agents) + " |");
        rows.add("|---|---|" + "---|".repeat(agents.size()));
        for (String stage : stages) {
            List<RecordedScreen> of =
                    screens.stream().filter(each -> each.stage().equals(stage)).toList();
            rows.add("| " + stage + " | `" + of.get(0).expected() + "` | " + cells(of, agents));
        }
        rows.add("| together | | " + cells(screens, agents));
        return String.join("\n", rows) + "\n";
    }

    private static String cells(List<RecordedScreen> screens, Set<String> agents) {
        StringBuilder row = new StringBuilder();
        for (String agent : agents) {
            List<RecordedScreen> own =
                    screens.stream().filter(each -> each.agent().equals(agent)).toList();
            long right = own.stream().filter(each -> each.isRight(read(each))).count();
            row.append(right).append(" of ").append(own.size()).append(" | ");
        }
        return row.toString().strip();
    }
}
