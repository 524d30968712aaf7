package io.headjack.examples.hjk;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NoUsableRuntimeException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.WorkWouldBeLostException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into words on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        console.error(String.valueOf(wrong.getMessage()));
        UnmatchedArgumentException.printSuggestions(wrong, console.errWriter());
        console.error("hint: run '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parsed)
            throws Exception {
        if (thrown instanceof Failure failure) {
            console.error(String.valueOf(failure.getMessage()));
            console.error("hint: " + failure.hint());
            return failure.exitCode();
        }
        if (thrown instanceof HeadjackException known) {
            console.error(words(known));
            explain(known);
            return exitCode(known);
        }
        if (thrown instanceof UncheckedIOException io) {
            console.error(io.getMessage() + ": " + io.getCause());
            return ExitCode.FAILED;
        }
        throw thrown;
    }

    private static int exitCode(HeadjackException known) {
        if (known instanceof InvalidRequestException) {
            return ExitCode.USAGE;
        }
        if (known instanceof NotFoundException) {
            return ExitCode.NOT_FOUND;
        }
        if (known instanceof ConflictException) {
            return ExitCode.CONFLICT;
        }
        if (known instanceof NoUsableRuntimeException || known instanceof RuntimeUnavailableException) {
            return ExitCode.NO_RUNTIME;
        }
        return ExitCode.FAILED;
    }

    /** The message of this one has all the candidates in one line. */
    private static String words(HeadjackException known) {
        return known instanceof NoUsableRuntimeException
                ? "no usable container runtime:"
                : String.valueOf(known.getMessage());
    }

    /** Messages say themselves what to do; these have more to tell, or a verb that does it. */
    private void explain(HeadjackException known) {
        if (known instanceof WorkWouldBeLostException lost) {
            lost.work().forEach(work -> console.error("  " + work));
            console.error("hint: commit it inside, or run 'hjk rm --discard-work', which writes a salvage first");
        } else if (known instanceof NoUsableRuntimeException none) {
            none.candidates().forEach(candidate -> console.error("  " + candidate));
            console.error("hint: start Docker or Podman, or add '--runtime local', which isolates nothing");
        }
    }
}
