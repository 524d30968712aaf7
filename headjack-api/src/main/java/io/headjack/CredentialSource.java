package io.headjack;

import io.headjack.error.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent's credential comes from. Immutable; holds none itself. What is chosen by name must be there: a session
 * does not start without it.
 */
public final class CredentialSource {
    /** Where to look. */
    public enum Place {
        /** The environment of this program, then the agent's own files. */
        ANY,
        /** The environment of this program. */
        ENVIRONMENT,
        /** The agent's own files in the home directory of this host. */
        FILE,
        /** What a program prints. */
        COMMAND,
        /** What the embedding program gives. */
        PROGRAM,
        /** Nowhere: the agent gets none. */
        NOWHERE
    }

    private final Place place;
    private final @Nullable CredentialKind kind;
    private final List<String> command;
    private final @Nullable Supplier<String> supplier;

    private CredentialSource(
            Place place, @Nullable CredentialKind kind, List<String> command, @Nullable Supplier<String> supplier) {
        this.place = place;
        this.kind = kind;
        this.command = List.copyOf(command);
        this.supplier = supplier;
    }

    /**
     * Looks in the environment of this program and then for the agent's own files, as is done when nothing is said.
     *
     * @return the source
     */
    public static CredentialSource any() {
        return new CredentialSource(Place.ANY, null, List.of(), null);
    }

    /**
     * Looks in the environment of this program only.
     *
     * @return the source
     */
    public static CredentialSource environment() {
        return new CredentialSource(Place.ENVIRONMENT, null, List.of(), null);
    }

    /**
     * Looks for the agent's own files in the home directory of this host only.
     *
     * @return the source
     */
    public static CredentialSource file() {
        return new CredentialSource(Place.FILE, null, List.of(), null);
    }

    /**
     * Runs a program of this host, such as {@code pass show agents/claude}, which prints the credential on one line, or the
     * content of the agent's own file. It is given as it is, never through a shell, and has no terminal.
     *
     * @param command the program and its arguments
     * @return the source
     * @throws InvalidRequestException if it names no program
     */
    public static CredentialSource command(List<String> command) {
        if (command.isEmpty() || command.get(0).isBlank()) {
            throw new InvalidRequestException(
                    "the command of a credential must name a program, such as [pass, show, agents/claude]");
        }
        return new CredentialSource(Place.COMMAND, null, command, null);
    }

    /**
     * Asks the embedding program each time that a session of the agent starts, on the thread that starts it.
     *
     * @param supplier returns the credential, or the content of the agent's own file
     * @return the source
     */
    public static CredentialSource program(Supplier<String> supplier) {
        return new CredentialSource(Place.PROGRAM, null, List.of(), supplier);
    }

    /**
     * Gives the agent none; it has what it keeps in its home, if anything.
     *
     * @return the source
     */
    public static CredentialSource nowhere() {
        return new CredentialSource(Place.NOWHERE, null, List.of(), null);
    }

    /**
     * Takes one kind only. An agent that knows both needs to be told which of them a command or a program gives.
     *
     * @param only the kind
     * @return a new source
     */
    public CredentialSource kind(CredentialKind only) {
        return new CredentialSource(place, only, command, supplier);
    }

    /**
     * Returns where to look.
     *
     * @return the place
     */
    public Place place() {
        return place;
    }

    /**
     * Returns the only kind that is taken.
     *
     * @return the kind, or empty for any
     */
    public Optional<CredentialKind> kind() {
        return Optional.ofNullable(kind);
    }

    /**
     * Returns the program to run.
     *
     * @return the program and its arguments, or an empty list where none is run
     */
    public List<String> command() {
        return command;
    }

    /**
     * Returns whom to ask.
     *
     * @return what the embedding program gave, if it is to be asked
     */
    public Optional<Supplier<String>> supplier() {
        return Optional.ofNullable(supplier);
    }

    @Override
    public String toString() {
        return "CredentialSource[" + place + (kind == null ? "" : ", " + kind)
                + (command.isEmpty() ? "" : ", " + command.get(0)) + "]";
    }
}
