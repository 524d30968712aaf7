package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceSessions;
import io.headjack.error.HeadjackInterruptedException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Run a command or a shell in an instance that exists.",
        customSynopsis = "hjk exec [--no-mux] [-d] [-n N] BRANCH [CMD...]")
final class ExecVerb extends Verb {
    /** A person ends it, not a clock. */
    private static final Duration NO_LIMIT = Duration.ofDays(3650);

    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(
            index = "1..*",
            paramLabel = "CMD",
            parameterConsumer = RestOfLine.class,
            description = "The program and its arguments; options that follow are its own (default: a shell).")
    private List<String> command = List.of();

    @Option(
            names = "--no-mux",
            description = "Run it directly, with this program's streams and its own exit code, not as a session.")
    private boolean direct;

    @Mixin
    private SessionStart start = new SessionStart();

    ExecVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Instance instance = instance(headjack, branch);
        if (direct) {
            return runDirectly(instance);
        }
        InstanceSessions sessions = instance.sessions();
        return start.start(command.isEmpty() ? sessions.shell() : sessions.command(command), console(), handover());
    }

    private int runDirectly(Instance instance) {
        try (EndingSignal signal = EndingSignal.interrupting()) {
            return instance.exec(command.isEmpty() ? List.of("sh") : command)
                    .stdin(console().in())
                    .stdout(console().contentStream())
                    .stderr(console().contentErrors())
                    .timeout(NO_LIMIT)
                    .run()
                    .exit()
                    .code();
        } catch (HeadjackInterruptedException e) {
            // By the signal, whose exit code it will be; the program inside was ended.
            return ExitCode.FAILED;
        }
    }
}
