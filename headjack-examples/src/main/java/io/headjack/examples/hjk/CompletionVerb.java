package io.headjack.examples.hjk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verbs and options come from the parser's own script, names from {@link NamesVerb} when they are asked for. */
@Command(description = "Print what makes a shell complete verbs, options, branches and sessions.")
final class CompletionVerb implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    CompletionVerb(Console console) {
        this.console = console;
    }

    /** Named as people write them. */
    @SuppressWarnings("MemberName")
    private enum Shell {
        bash,
        zsh
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            console.line("autoload -U +X compinit && compinit -u");
        }
        console.line(AutoComplete.bash("hjk", spec.root().commandLine()));
        console.line(names());
        return ExitCode.DONE;
    }

    private static String names() {
        try (InputStream in = Objects.requireNonNull(CompletionVerb.class.getResourceAsStream("completion.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read completion.sh", e);
        }
    }
}
