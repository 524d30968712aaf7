package io.headjack.internal.core;

import io.headjack.Delivery;
import io.headjack.Receipt;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.screen.EchoReading;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

final class DefaultReceipt implements Receipt {
    private static final int BLOCK = 64 * 1024;

    private final Context context;
    private final DefaultSession session;
    private final String text;
    private final LogFile log;
    private final long before;
    private volatile Delivery delivery;

    /**
     * Makes one.
     *
     * @param typed how far the multiplexer says it got
     * @param text what was typed, or empty for keys
     * @param before the log's size before that
     */
    DefaultReceipt(Context context, DefaultSession session, Delivery typed, String text, LogFile log, long before) {
        this.context = context;
        this.session = session;
        this.text = text;
        this.log = log;
        this.before = before;
        this.delivery = typed;
    }

    @Override
    public Delivery delivery() {
        return delivery;
    }

    @Override
    public Delivery awaitEcho(Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        EchoReading echo = new EchoReading(text);
        if (delivery == Delivery.ECHOED || !echo.canBeSeen()) {
            return delivery;
        }
        Look look = new Look(echo, System.nanoTime() + Math.min(Checks.nanos(timeout), Long.MAX_VALUE / 2));
        try (FileChanges.Watch changes = session.changes()) {
            return context.lifecycle().await(timeout, "the echo in session " + session.id(), changes, look::next);
        } catch (HeadjackTimeoutException e) {
            return delivery;
        }
    }

    @Override
    public String toString() {
        return "Receipt[" + session.id() + ", " + delivery + "]";
    }

    /** Reads on in the log. */
    private final class Look {
        private final EchoReading echo;
        private final long deadline;
        private final SessionEnd end = session.end();
        private long position = before;

        Look(EchoReading echo, long deadline) {
            this.echo = echo;
            this.deadline = deadline;
        }

        Optional<Delivery> next() {
            // Asked before the log is read: what was printed before the end is in there then.
            boolean ended = end.isOver();
            if (read()) {
                delivery = Delivery.ECHOED;
            }
            return ended || echo.isSeen() ? Optional.of(delivery) : Optional.empty();
        }

        private boolean read() {
            byte[] block = new byte[BLOCK];
            try (InputStream in = log.open(position)) {
                for (int n = in.read(block); n > 0 && !echo.isSeen(); n = in.read(block)) {
                    position += n;
                    echo.accept(block, n);
                    if (System.nanoTime() - deadline > 0) {
                        break;
                    }
                }
            } catch (IOException e) {
                throw new OperationFailedException("cannot read the log " + log.file() + ": " + e.getMessage(), e);
            }
            return echo.isSeen();
        }
    }
}
