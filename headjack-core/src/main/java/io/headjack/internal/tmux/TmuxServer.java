package io.headjack.internal.tmux;

import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tmux server of one instance, by way of a connection that is opened when first needed and again when it was lost.
 *
 * <p>Up to version 3.6 a server dies, with all its terminals, when it has to tell something to a client in control mode
 * that has said that it is one and not yet all the rest. So whoever connects is alone for that time: what makes a server
 * tell its clients something, which is changing something and leaving, has to wait. Thread-safe.
 *
 * @see <a href="https://github.com/tmux/tmux/pull/4980">tmux, pull request 4980</a>
 */
final class TmuxServer implements AutoCloseable {
    /** Holds the connection where no terminal is; no terminal's name has a hyphen. */
    private static final String KEEPER = "headjack-keeper";

    private static final int ATTEMPTS = 5;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);
    private static final Duration LEAVING = Duration.ofSeconds(1);
    private static final Pattern NO_SERVER = Pattern.compile(
            "(?ms)^(no server running on |error connecting to .* \\((No such file or directory|Connection refused)\\)$)");

    private final TerminalHost host;
    private final Duration deadline;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable ControlConnection current;
    private volatile boolean closed;
    private volatile Runnable listener = () -> {};

    TmuxServer(TerminalHost host, Duration deadline) {
        this.host = host;
        this.deadline = deadline;
    }

    /**
     * Asks something, once more if the connection was lost meanwhile.
     *
     * @return the answers, or empty if no server runs
     */
    Optional<List<Reply>> ask(TmuxCommand question) {
        try {
            return askOnce(question);
        } catch (ConnectionLostException first) {
            try {
                return askOnce(question);
            } catch (ConnectionLostException second) {
                second.addSuppressed(first);
                throw lost(second);
            }
        }
    }

    /**
     * Changes something, never twice.
     *
     * @return the answers, or empty if no server runs
     */
    Optional<List<Reply>> change(TmuxCommand change) {
        try {
            Optional<ControlConnection> connection = connection(false);
            return connection.isPresent() ? Optional.of(changeAlone(connection.get(), change)) : Optional.empty();
        } catch (ConnectionLostException e) {
            throw lost(e);
        }
    }

    /** Changes something, never twice, in a server that is started if none runs. */
    List<Reply> changeStarting(TmuxCommand change) {
        try {
            ControlConnection connection = connection(true)
                    .orElseThrow(() -> new OperationFailedException("tmux did not start a server on " + host.socket()));
            return changeAlone(connection, change);
        } catch (ConnectionLostException e) {
            throw lost(e);
        }
    }

    /** Connects to the server, which is started if none runs. */
    void connect() {
        try {
            connection(true);
        } catch (ConnectionLostException e) {
            throw lost(e);
        }
    }

    /** Has a listener called when terminals may have come, gone or ended, and when the connection is lost. */
    void onChange(Runnable changed) {
        listener = changed;
    }

    boolean isConnected() {
        ControlConnection open = current;
        return !closed && open != null && open.isLive();
    }

    /** Has a client leave while nobody connects; does so anyway where somebody takes too long for that. */
    void leaveAlone(Runnable leaving) {
        boolean interrupted = Thread.interrupted();
        try (TerminalHost.Lock alone = lockForLeaving()) {
            leaving.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private TerminalHost.Lock lockForLeaving() {
        try {
            return host.lock(LEAVING);
        } catch (HeadjackTimeoutException | CatalogException e) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        closed = true;
        ControlConnection open = current;
        if (open != null && open.isLive()) {
            leaveAlone(() -> open.leave(LEAVING));
        }
        if (open != null) {
            open.close();
        }
    }

    private List<Reply> changeAlone(ControlConnection connection, TmuxCommand change) throws ConnectionLostException {
        try (TerminalHost.Lock alone = host.lock(deadline)) {
            return connection.call(change);
        }
    }

    private Optional<List<Reply>> askOnce(TmuxCommand command) throws ConnectionLostException {
        Optional<ControlConnection> connection = connection(false);
        return connection.isPresent() ? Optional.of(connection.get().call(command)) : Optional.empty();
    }

    private Optional<ControlConnection> connection(boolean start) throws ConnectionLostException {
        ControlConnection open = live();
        if (open != null) {
            return Optional.of(open);
        }
        try {
            opening.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            open = live();
            return open != null ? Optional.of(open) : openPatiently(start);
        } finally {
            opening.unlock();
        }
    }

    private @Nullable ControlConnection live() {
        if (closed) {
            throw closed();
        }
        ControlConnection open = current;
        return open != null && open.isLive() ? open : null;
    }

    /** A server that is just ending takes connections and drops them, so one failure says little. */
    private Optional<ControlConnection> openPatiently(boolean start) throws ConnectionLostException {
        for (int attempt = 1; ; attempt++) {
            try {
                return open(start);
            } catch (ConnectionLostException e) {
                if (attempt == ATTEMPTS || closed) {
                    throw e;
                }
                pause();
            }
        }
    }

    private Optional<ControlConnection> open(boolean start) throws ConnectionLostException {
        try (TerminalHost.Lock alone = host.lock(deadline)) {
            return openAlone(start);
        }
    }

    private Optional<ControlConnection> openAlone(boolean start) throws ConnectionLostException {
        RuntimeProcess client = host.exec(ExecSpec.of(client(start)));
        ControlConnection opened =
                ControlConnection.over(client, host.socket(), host::isRunning, deadline, () -> listener.run());
        boolean usable = false;
        try {
            client.stderr().close();
            opened.awaitAttached();
            TmuxGreeting greeting = TmuxGreeting.read(opened.greeting());
            greeting.checkUsable();
            Reply last = last(opened.call(TmuxSettings.of(greeting.terminal())));
            if (last.failed()) {
                throw new OperationFailedException("tmux refused its settings: " + last.text());
            }
            current = opened;
            usable = true;
            // Whoever closes sets the flag first and looks for a connection then; here it is the other way round.
            if (closed) {
                opened.close();
                throw closed();
            }
            return Optional.of(opened);
        } catch (ConnectionLostException e) {
            TmuxGreeting greeting = TmuxGreeting.read(opened.greeting());
            greeting.checkUsable();
            // The socket's path is in the message, and may have line feeds.
            if (!start
                    && NO_SERVER.matcher(String.join("\n", greeting.errors())).find()) {
                return Optional.empty();
            }
            List<String> words = new ArrayList<>(greeting.errors());
            words.add(e.getMessage());
            throw new ConnectionLostException(String.join("; ", words), e);
        } catch (IOException e) {
            throw new ConnectionLostException("the streams of tmux cannot be used", e);
        } finally {
            if (!usable) {
                opened.close();
            }
        }
    }

    private List<String> client(boolean start) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", TmuxGreeting.SCRIPT, "sh", "-u", "-S", host.socket()));
        if (!start) {
            command.add("-N");
        }
        command.addAll(List.of("-f", "/dev/null", "-C", "new-session", "-A", "-f", "no-output,ignore-size"));
        command.addAll(List.of("-s", KEEPER, "-c", "/", "-x", "80", "-y", "24", "tail", "-f", "/dev/null"));
        return command;
    }

    static Reply last(List<Reply> replies) {
        return replies.get(replies.size() - 1);
    }

    private RuntimeException lost(ConnectionLostException cause) {
        if (closed) {
            return closed();
        }
        return new OperationFailedException(
                "the connection to tmux on " + host.socket() + " was lost: " + cause.getMessage()
                        + "; try again, or restart the instance",
                cause);
    }

    private static HeadjackClosedException closed() {
        return new HeadjackClosedException("the connection to tmux was closed");
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(BETWEEN_ATTEMPTS.toNanos());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static HeadjackInterruptedException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new HeadjackInterruptedException("interrupted while connecting to tmux", cause);
    }
}
