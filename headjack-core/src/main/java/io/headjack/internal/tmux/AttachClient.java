package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.text.Printable;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A person's client. It is detached by name, over the connection to the server: an engine cannot end what it started, and
 * the end of input would reach the program in the terminal as a key.
 */
final class AttachClient implements RuntimeProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LONGEST_LINE = 512;
    private static final int END_OF_INPUT = 4;

    private final RuntimeProcess client;
    private final long process;
    private final TmuxServer server;
    private final OutputStream stdin = new Typed();
    private final AtomicBoolean detached = new AtomicBoolean();

    private AttachClient(RuntimeProcess client, long process, TmuxServer server) {
        this.client = client;
        this.process = process;
        this.server = server;
    }

    static AttachClient start(
            TerminalHost host, TmuxServer server, TerminalId terminal, AttachSpec spec, Duration deadline) {
        RuntimeProcess client = host.exec(ExecSpec.of(AttachCommand.announced(host.socket(), terminal, spec))
                .terminal(spec.size()));
        boolean usable = false;
        try {
            String line = firstLine(client, deadline);
            long process = AttachCommand.process(line);
            if (process < 0) {
                throw new OperationFailedException("cannot attach to terminal " + terminal
                        + ": the client inside printed \"" + Printable.name(line.strip()) + "\"");
            }
            client.stdin().write('\n');
            client.stdin().flush();
            usable = true;
            return new AttachClient(client, process, server);
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while attaching to terminal " + terminal, e);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot attach to terminal " + terminal + ": " + e.getMessage() + "; try again", e);
        } finally {
            if (!usable) {
                giveUp(client);
            }
        }
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return client.stdout();
    }

    @Override
    public InputStream stderr() {
        return client.stderr();
    }

    @Override
    public void resize(TerminalSize size) {
        client.resize(size);
    }

    @Override
    public ExitStatus await(Duration timeout) {
        return client.await(timeout);
    }

    @Override
    public void close() {
        try {
            if (!hasEnded(Duration.ZERO)) {
                detach();
            }
        } finally {
            client.close();
        }
    }

    private boolean hasEnded(Duration patience) {
        try {
            client.await(patience);
            return true;
        } catch (HeadjackTimeoutException e) {
            return false;
        } catch (HeadjackException e) {
            // With the engine, the container or this side's runtime gone there is nobody left to wait for.
            return true;
        }
    }

    private void detach() {
        if (detached.compareAndSet(false, true)) {
            server.ask(TmuxCommand.of("list-clients", "-F", "#{client_pid} #{client_name}")).stream()
                    .flatMap(replies -> TmuxServer.last(replies).lines().stream())
                    .filter(line -> line.startsWith(process + " "))
                    .map(line -> line.substring(line.indexOf(' ') + 1))
                    .forEach(this::detach);
        }
    }

    private void detach(String name) {
        server.leaveAlone(() -> {
            server.ask(TmuxCommand.of("detach-client", "-t", name));
            hasEnded(PATIENCE);
        });
    }

    /** Ends one that may still wait for its line: nobody would come to do it later. */
    private static void giveUp(RuntimeProcess client) {
        try (client) {
            client.stdin().write(END_OF_INPUT);
            client.stdin().flush();
        } catch (IOException e) {
            // It has ended.
        }
    }

    private static String firstLine(RuntimeProcess client, Duration deadline) throws IOException {
        // Reading has no deadline of its own; closing wakes the reader.
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(
                client::close, CompletableFuture.delayedExecutor(deadline.toNanos(), TimeUnit.NANOSECONDS));
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            InputStream stdout = client.stdout();
            for (int b = stdout.read(); b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = stdout.read()) {
                line.write(b);
            }
            return line.toString(UTF_8);
        } finally {
            alarm.cancel(false);
        }
    }

    /** What the person types; its end detaches. */
    private final class Typed extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            client.stdin().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            client.stdin().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            client.stdin().flush();
        }

        @Override
        public void close() {
            detach();
        }
    }
}
