package io.headjack.examples.hjk;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
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
        System.exit(commandLine(console, Globals::openInstalled, new Handover(console))
                .execute(arguments));
    }

    static CommandLine commandLine(Console console, Opener opener, Handover handover) {
        Globals globals = new Globals();
        Context context = new Context(globals, console, opener, handover);
        CommandLine hjk =
                new CommandLine(new Hjk()).addMixin("globals", globals).addMixin("help", new HelpOption());
        add(hjk, "run", new RunVerb(context));
        add(hjk, "agent", new AgentVerb(context));
        add(hjk, "exec", new ExecVerb(context));
        add(hjk, "attach", new AttachVerb(context));
        add(hjk, "ps", new PsVerb(context), "ls", "list");
        add(hjk, "status", new StatusVerb(context));
        add(hjk, "logs", new LogsVerb(context));
        add(hjk, "send", new SendVerb(context));
        add(hjk, "kill", new KillVerb(context));
        add(hjk, "stop", new StopVerb(context));
        add(hjk, "restart", new RestartVerb(context));
        add(hjk, "rm", new RmVerb(context));
        add(hjk, "diff", new DiffVerb(context));
        add(hjk, "collect", new CollectVerb(context));
        add(hjk, "doctor", new DoctorVerb(context));
        for (String verb : List.of("agents", "build", "auth", "config")) {
            add(hjk, verb, new LaterVerb(verb));
        }
        add(hjk, "version", new VersionVerb(console));
        hjk.addSubcommand(new HelpCommand());
        add(hjk, "completion", new CompletionVerb(console));
        add(hjk, "complete-names", new NamesVerb(context));
        Failures failures = new Failures(console);
        // A prompt may begin with an at sign.
        return hjk.setExpandAtFiles(false)
                .setOut(console.outWriter())
                .setErr(console.errWriter())
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static void add(CommandLine hjk, String name, Object verb, String... aliases) {
        hjk.addSubcommand(name, new CommandLine(verb).addMixin("help", new HelpOption()), aliases);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a verb is missing");
    }
}
