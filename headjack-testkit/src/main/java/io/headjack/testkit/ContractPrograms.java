package io.headjack.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * The programs that the contract runs inside, each with its arguments. {@link #posix()} fits every image with a POSIX
 * shell and its tools.
 */
public interface ContractPrograms {
    /**
     * Copies standard input to standard output until the input ends.
     *
     * @return the program and its arguments
     */
    List<String> copyInput();

    /**
     * Prints its arguments, a NUL byte after each.
     *
     * @param words the arguments, at least one
     * @return the program and its arguments
     */
    List<String> printArguments(List<String> words);

    /**
     * Prints a variable's value and nothing else.
     *
     * @param name the variable
     * @return the program and its arguments
     */
    List<String> printVariable(String name);

    /**
     * Prints the real path of its working directory as a line.
     *
     * @return the program and its arguments
     */
    List<String> printDirectory();

    /**
     * Prints the number of its user as a line.
     *
     * @return the program and its arguments
     */
    List<String> printUser();

    /**
     * Ends with a code.
     *
     * @param code the code
     * @return the program and its arguments
     */
    List<String> exitWith(int code);

    /**
     * Sends TERM to itself and dies of it.
     *
     * @return the program and its arguments
     */
    List<String> endByTerm();

    /**
     * Prints the lines {@code out 0}, {@code out 1} and so on to standard output, and {@code err 0} and so on to standard
     * error, in turn.
     *
     * @param count how many to each
     * @return the program and its arguments
     */
    List<String> printLines(int count);

    /**
     * Prints zero bytes.
     *
     * @param mebibytes how many times 1 048 576
     * @return the program and its arguments
     */
    List<String> printZeros(int mebibytes);

    /**
     * Does nothing for ever, and ends on TERM.
     *
     * @return the program and its arguments
     */
    List<String> waitForTerm();

    /**
     * Does nothing for ever, TERM or not.
     *
     * @return the program and its arguments
     */
    List<String> ignoreTerm();

    /**
     * Prints a file.
     *
     * @param path its path inside
     * @return the program and its arguments
     */
    List<String> readFile(String path);

    /**
     * Writes standard input into a file, and fails when it cannot.
     *
     * @param path its path inside
     * @return the program and its arguments
     */
    List<String> writeFile(String path);

    /**
     * For each line that it reads, prints the size of its terminal as {@code rows columns}.
     *
     * @return the program and its arguments
     */
    List<String> printTerminalSizes();

    /**
     * Prints the limit of memory in bytes as a line.
     *
     * @return the program and its arguments
     */
    List<String> printMemoryLimit();

    /**
     * Prints the routes to a network, a line each; nothing where there is none.
     *
     * @return the program and its arguments
     */
    List<String> printRoutes();

    /**
     * Returns the programs of an image with a POSIX shell; the routes and the limit are read where Linux has them.
     *
     * @return the programs
     */
    static ContractPrograms posix() {
        return PosixPrograms.INSTANCE;
    }

    /** Scripts for {@code sh}; what varies is an argument, never a part of the script. */
    enum PosixPrograms implements ContractPrograms {
        /** The only one. */
        INSTANCE;

        @Override
        public List<String> copyInput() {
            return List.of("cat");
        }

        @Override
        public List<String> printArguments(List<String> words) {
            return script("printf '%s\\000' \"$@\"", words);
        }

        @Override
        public List<String> printVariable(String name) {
            return script("eval \"printf %s \\\"\\$$1\\\"\"", List.of(name));
        }

        @Override
        public List<String> printDirectory() {
            return script("pwd -P", List.of());
        }

        @Override
        public List<String> printUser() {
            return List.of("id", "-u");
        }

        @Override
        public List<String> exitWith(int code) {
            return script("exit \"$1\"", List.of(Integer.toString(code)));
        }

        @Override
        public List<String> endByTerm() {
            return script("kill -TERM $$", List.of());
        }

        @Override
        public List<String> printLines(int count) {
            return script(
                    "i=0; while [ $i -lt \"$1\" ]; do echo \"out $i\"; echo \"err $i\" >&2; i=$((i+1)); done",
                    List.of(Integer.toString(count)));
        }

        @Override
        public List<String> printZeros(int mebibytes) {
            return script("dd if=/dev/zero bs=1048576 count=\"$1\" 2>/dev/null", List.of(Integer.toString(mebibytes)));
        }

        @Override
        public List<String> waitForTerm() {
            return List.of("tail", "-f", "/dev/null");
        }

        @Override
        public List<String> ignoreTerm() {
            return script("trap '' TERM; while :; do sleep 1; done", List.of());
        }

        @Override
        public List<String> readFile(String path) {
            return List.of("cat", path);
        }

        @Override
        public List<String> writeFile(String path) {
            return script("cat > \"$1\"", List.of(path));
        }

        @Override
        public List<String> printTerminalSizes() {
            return script("while read -r line; do stty size; done", List.of());
        }

        @Override
        public List<String> printMemoryLimit() {
            return script(
                    "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes",
                    List.of());
        }

        @Override
        public List<String> printRoutes() {
            return script("sed 1d /proc/net/route", List.of());
        }

        private static List<String> script(String text, List<String> arguments) {
            List<String> words = new ArrayList<>(List.of("sh", "-c", text, "sh"));
            words.addAll(arguments);
            return List.copyOf(words);
        }
    }
}
