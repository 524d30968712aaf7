package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.AttachEnd;
import io.headjack.AttachMode;
import io.headjack.AttachTarget;
import io.headjack.Attachment;
import io.headjack.Headjack;
import io.headjack.Session;
import io.headjack.SessionId;
import io.headjack.TerminalSize;
import io.headjack.error.OperationFailedException;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Attachments whose person is idle for long, or has a terminal that breaks. */
@RequiresTool({"git", "tmux", "script"})
@Timeout(120)
class AttachmentIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final TerminalSize SIZE = new TerminalSize(80, 24);

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private final BlockingQueue<String> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    private Session session;

    @BeforeEach
    void start() {
        session = start("feat/x");
    }

    private Session start(String branch) {
        return own.headjack()
                .instances()
                .in(own.repository().directory())
                .branch(branch)
                .create()
                .sessions()
                .command("sh", "-c", "echo ready; exec sleep 1000")
                .start();
    }

    @Test
    void close_afterNobodyAskedTheMultiplexerForLong_canStillAskItToDetach() throws Exception {
        SessionId other = start("feat/y").id();
        try (Headjack impatient = ToldMultiplexers.open(own.dataDirectory(), Duration.ofMillis(100), this::told)) {
            Attachment attachment =
                    find(impatient, session.id()).attach(AttachTarget.watching(new ByteArrayOutputStream(), SIZE));
            String attached = opened.take();

            // What nobody is attached to is opened and closed meanwhile, again and again.
            for (int i = 0; i < 3; i++) {
                find(impatient, other).attachCommand(AttachMode.READ_ONLY);
                assertThat(opened.take()).isNotEqualTo(attached);
                assertThat(closed.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotEqualTo(attached);
            }
            attachment.close();

            assertThat(attachment.awaitEnd(LONG)).isEqualTo(AttachEnd.DETACHED);
            assertThat(closed.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(attached);
        }
    }

    private static Session find(Headjack headjack, SessionId id) {
        return headjack.sessions().find(id).orElseThrow();
    }

    private void told(String method, String socket) {
        if (method.equals("open")) {
            opened.add(socket);
        } else if (method.equals("close")) {
            closed.add(socket);
        }
    }

    @Test
    void output_thatThrowsUnchecked_endsWithItAndDetaches() {
        RuntimeException broken = new IllegalStateException("the window was closed");
        OutputStream output = new OutputStream() {
            @Override
            public void write(int b) {
                throw broken;
            }
        };

        Attachment attachment = session.attach(AttachTarget.watching(output, SIZE));

        assertThatThrownBy(() -> attachment.awaitEnd(LONG))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("the window was closed")
                .hasCause(broken);
        assertThat(session.info().attached()).isFalse();
    }

    @Test
    void input_thatThrowsUnchecked_endsWithItAndDetaches() {
        RuntimeException broken = new IllegalStateException("the keyboard was closed");
        InputStream input = new InputStream() {
            @Override
            public int read() {
                throw broken;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw broken;
            }
        };

        Attachment attachment = session.attach(AttachTarget.of(input, new ByteArrayOutputStream(), SIZE));

        assertThatThrownBy(() -> attachment.awaitEnd(LONG))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("the keyboard was closed")
                .hasCause(broken);
        assertThat(session.info().attached()).isFalse();
    }
}
