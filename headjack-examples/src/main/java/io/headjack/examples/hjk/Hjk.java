package io.headjack.examples.hjk;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code hjk} command line. */
@Command(
        name = "hjk",
        description = {
            "",
            "A git branch, a container around its worktree, and terminals that stay alive in it.",
            "",
            "In a git repository with a commit:",
            "  hjk run feat/hello        a worktree, a container, a shell in it",
            "  Control-B, then d         back here; the shell goes on",
            "  hjk ps                    what there is",
            "  hjk attach feat/hello     back into the shell",
            "  hjk exec feat/hello make  another session beside it",
            "  hjk logs feat/hello NAME  what a session printed; -f follows",
            "  hjk diff feat/hello       what changed inside",
            "  hjk collect feat/hello    its commits, on the branch of the host",
            "  hjk rm feat/hello         all gone; refuses while work would be lost",
            ""
        },
        optionListHeading = "With every verb:%n",
        commandListHeading = "%nVerbs:%n",
        footer = {"", "'hjk help VERB' tells its options. 'hjk completion bash' prints what completes names in a shell."
        },
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "VERB")
public final class Hjk implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Hjk() {}

    /**
     * Runs one verb and ends the program with its exit code.
     *
     * @param arguments the words of the command line
     */
    public static void main(String[] arguments) {
        Console console = Console.system();
        System.exit(commandLine(console, Globals::openInstalled, new Handover(console), arguments)
                .execute(arguments));
    }

    /** Makes it for these arguments: with the one verb that they begin with, as describing all takes longer than most do. */
    static CommandLine commandLine(Console console, Opener opener, Handover handover, String... arguments) {
        Globals globals = new Globals();
        CommandLine hjk =
                new CommandLine(new Hjk()).addMixin("globals", globals).addMixin("help", new HelpOption());
        new Verbs(new Context(globals, console, opener, handover)).addTo(hjk, arguments);
        Failures failures = new Failures(console);
        // A prompt may begin with an at sign.
        return hjk.setExpandAtFiles(false)
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
