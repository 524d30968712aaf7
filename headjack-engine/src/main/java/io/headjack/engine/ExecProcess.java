package io.headjack.engine;

import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.exception.DockerException;
import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.engine.ExecStream.End;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.RuntimeProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program in a container: its streams over one connection, its exit status by asking the engine. */
final class ExecProcess implements RuntimeProcess {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration BEHIND_OUTPUT = Duration.ofSeconds(2);
    private static final int FIRST_PAUSE_MILLIS = 2;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    private final Engine engine;
    private final String execId;
    private final String what;
    private final boolean terminal;
    private final ExecStream stream;
    private volatile @Nullable ExitStatus exit;

    ExecProcess(Engine engine, String execId, String what, boolean terminal, ExecStream stream) {
        this.engine = engine;
        this.execId = execId;
        this.what = what;
        this.terminal = terminal;
        this.stream = stream;
    }

    @Override
    public OutputStream stdin() {
        return stream.stdin();
    }

    @Override
    public InputStream stdout() {
        return stream.stdout();
    }

    @Override
    public InputStream stderr() {
        return stream.stderr();
    }

    @Override
    public void resize(TerminalSize size) {
        if (!terminal || exit != null) {
            return;
        }
        engine.tell("resize the terminal of " + what, Engine.QUICK, docker -> {
            try {
                docker.resizeExecCmd(execId)
                        .withSize(size.rows(), size.columns())
                        .exec();
            } catch (DockerException e) {
                if (!ExecStarter.hasEnded(docker, execId)) {
                    throw e;
                }
            }
        });
    }

    @Override
    public ExitStatus await(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        int pause = FIRST_PAUSE_MILLIS;
        try {
            while (true) {
                ExitStatus known = exit;
                if (known != null) {
                    return known;
                }
                Duration left = Duration.ofNanos(deadline - System.nanoTime());
                Optional<End> end = stream.awaitEnd(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                refuseClosed(end);
                if (end.isPresent()) {
                    look(Engine.QUICK);
                } else if (stream.isHeldBack()) {
                    lookBehindOutput();
                }
                if (exit == null && System.nanoTime() >= deadline) {
                    throw late(timeout);
                }
                if (exit == null && end.isPresent()) {
                    // The engine notes the exit status a moment after the end of the output.
                    Thread.sleep(pause);
                    pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("Interrupted while waiting for the end of " + what, e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }

    /**
     * The end of the program can hide behind output that nobody reads. Docker 26 and newer then give no answer
     * about this exec at all, though they answer everything else.
     */
    private void lookBehindOutput() {
        try {
            look(BEHIND_OUTPUT);
        } catch (RuntimeUnavailableException silent) {
            try {
                engine.tell(
                        "see whether it is there",
                        Engine.QUICK,
                        docker -> docker.pingCmd().exec());
            } catch (RuntimeUnavailableException gone) {
                gone.addSuppressed(silent);
                throw gone;
            }
        }
    }

    private HeadjackTimeoutException late(Duration timeout) {
        return new HeadjackTimeoutException(
                stream.isHeldBack()
                        ? what + " still runs after " + timeout + ", or its end is behind output that nobody reads."
                                + " Read or close its output."
                        : what + " still runs after " + timeout + ". Wait longer, or end it.");
    }

    private void look(Duration patience) {
        InspectExecResponse seen = engine.ask(
                "see how " + what + " ended",
                patience,
                docker -> docker.inspectExecCmd(execId).exec());
        Long code = seen.getExitCodeLong();
        if (!Boolean.TRUE.equals(seen.isRunning()) && code != null) {
            exit = new ExitStatus((int) (code & 0xff));
        }
    }

    private void refuseClosed(Optional<End> end) {
        if (end.isPresent() && end.get() != End.BY_ENGINE) {
            throw new HeadjackClosedException("How " + what + " ended is not known: "
                    + (end.get() == End.CLOSED ? "it was closed on this side before." : "the runtime was closed."));
        }
    }
}
