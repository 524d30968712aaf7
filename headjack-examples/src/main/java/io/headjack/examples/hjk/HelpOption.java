package io.headjack.examples.hjk;

import picocli.CommandLine.Option;

/** {@code --help}, for each verb of its own: the parser's ready verbs bring theirs. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli reads it.
    private boolean help;
}
