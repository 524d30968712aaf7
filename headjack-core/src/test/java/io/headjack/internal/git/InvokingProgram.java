package io.headjack.internal.git;

import io.headjack.internal.process.ProcessRunner;
import java.nio.file.Path;

/** A program that runs one git, with all variables that it was started with or with those that the invoker lets through. */
final class InvokingProgram {
    private InvokingProgram() {}

    public static void main(String[] arguments) {
        ProcessRunner runner = new ProcessRunner();
        GitInvoker git = arguments[1].equals("all")
                ? new GitInvoker(runner, GitSwitches.ALL, name -> true)
                : new GitInvoker(runner);
        git.at(Path.of(arguments[0])).run("rev-parse", "HEAD");
    }
}
