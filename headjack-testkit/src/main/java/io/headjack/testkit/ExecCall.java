package io.headjack.testkit;

import io.headjack.TerminalSize;
import io.headjack.spi.ContainerSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an {@link ExecProgram} was started with. Thread-safe, one thread per stream. */
public interface ExecCall {
    /**
     * Returns the words that started the program.
     *
     * @return its name and its arguments
     */
    List<String> command();

    /**
     * Returns its environment: the container's and what the exec put on top.
     *
     * @return names and values
     */
    Map<String, String> environment();

    /**
     * Returns its working directory.
     *
     * @return a path inside
     */
    String workingDirectory();

    /**
     * Returns its user.
     *
     * @return the user's name or number, {@code 0} where nobody chose one
     */
    String user();

    /**
     * Returns the container that it runs in.
     *
     * @return the spec that the container was made from
     */
    ContainerSpec container();

    /**
     * Returns the present size of its terminal.
     *
     * @return the size, or empty without a terminal
     */
    Optional<TerminalSize> terminalSize();

    /**
     * Returns what it reads.
     *
     * @return the same stream each time
     */
    InputStream stdin();

    /**
     * Returns where it prints. Blocks while nobody reads.
     *
     * @return the same stream each time
     */
    OutputStream stdout();

    /**
     * Returns where it complains; with a terminal, the same as {@link #stdout()}. Blocks while nobody reads.
     *
     * @return the same stream each time
     */
    OutputStream stderr();

    /**
     * Reads a file: of the host below a bind mount, else one that {@link #writeFile} wrote in this container or volume.
     *
     * @param path its path inside
     * @return its content
     * @throws IOException if there is none
     */
    byte[] readFile(String path) throws IOException;

    /**
     * Writes a file: on the host below a bind mount, else in memory.
     *
     * @param path its path inside
     * @param content its new content
     * @throws IOException if it lies below a read-only mount, or the host refuses
     */
    void writeFile(String path, byte[] content) throws IOException;

    /** Waits until the program is killed, TERM or not. */
    void awaitKill();
}
