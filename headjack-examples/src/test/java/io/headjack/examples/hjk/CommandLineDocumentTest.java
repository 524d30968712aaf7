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
        CommandLine hjk = Hjk.commandLine(Console.system(), (globals, listener) -> null, new Attachment());
        Set<String> verbs = new TreeSet<>(hjk.getSubcommands().keySet());
        verbs.removeAll(Set.of("help", "complete-names"));

        String document = Files.readString(Path.of("../docs/cli.md"));

        assertThat(verbs).allSatisfy(verb -> assertThat(document).containsPattern("`" + verb + "\\b"));
    }
}
