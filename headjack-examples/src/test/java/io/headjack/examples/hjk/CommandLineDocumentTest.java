package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineDocumentTest {
    @Test
    void document_namesEveryVerb() throws IOException {
        Console console = Console.system();
        CommandLine hjk = Hjk.commandLine(console, (globals, listener) -> null, new Handover(console));
        Set<String> verbs = new TreeSet<>(hjk.getSubcommands().keySet());
        verbs.removeAll(Set.of("help", "complete-names"));

        String document = Files.readString(Path.of("../docs/cli.md"));

        assertThat(verbs).allSatisfy(verb -> assertThat(document).containsPattern("`" + verb + "\\b"));
    }
}
