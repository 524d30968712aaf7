package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.error.HeadjackException;
import io.headjack.spi.ContainerRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener whenever the engine reports that something became of certain containers, on a thread of its own. What is
 * reported is not read: who is called looks for itself. A stream that ends, as with its engine, is a change too, and is
 * opened again.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.44/#tag/System/operation/SystemEvents">the format</a>
 */
final class EngineWatch implements ContainerRuntime.Watch {
    /** What changes whether a container runs, in Docker's words and Podman's. */
    private static final List<String> EVENTS =
            List.of("create", "start", "die", "died", "oom", "pause", "unpause", "rename", "destroy", "remove");

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int BLOCK = 8 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EngineWatch.class);

    private final EngineDoor door;
    private final String path;
    private final Runnable listener;
    private final Consumer<EngineWatch> ended;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object lock = new Object();
    private @Nullable SocketChannel open;

    private EngineWatch(EngineDoor door, String path, Runnable listener, Consumer<EngineWatch> ended) {
        this.door = door;
        this.path = path;
        this.listener = listener;
        this.ended = ended;
    }

    /**
     * Starts to listen.
     *
     * @param door the way in to the engine
     * @param labels what the containers have
     * @param listener called on the watch's thread
     * @param ended is told when the watch is closed
     */
    static EngineWatch start(
            EngineDoor door, Map<String, String> labels, Runnable listener, Consumer<EngineWatch> ended) {
        EngineWatch watch = new EngineWatch(door, path(labels), listener, ended);
        Thread thread = new Thread(watch::run, "headjack-engine-events");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private static String path(Map<String, String> labels) {
        String filters = "{\"type\":[\"container\"],\"event\":" + array(EVENTS) + ",\"label\":"
                + array(labels.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList())
                + "}";
        return "/v" + ApiVersion.OLDEST + "/events?filters=" + URLEncoder.encode(filters, UTF_8);
    }

    private static String array(List<String> words) {
        return words.stream()
                .map(each -> "\"" + each.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void run() {
        try {
            do {
                listen();
                if (!isClosed()) {
                    listener.run();
                }
            } while (!closed.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (SocketChannel channel = door.connect()) {
            if (!use(channel)) {
                return;
            }
            UnixHttp.Head head = UnixHttp.request(channel, path);
            if (head.status() != 200) {
                throw new IOException("the engine answers " + head.status() + " when it is asked for its events");
            }
            // What happened before the engine listened to us is found by looking.
            listener.run();
            InputStream events = AnswerBody.of(head, Channels.newInputStream(channel));
            byte[] block = new byte[BLOCK];
            while (events.read(block) >= 0) {
                listener.run();
            }
        } catch (IOException | HeadjackException e) {
            LOG.debug("the events of {} cannot be read now", door.endpoint(), e);
        } finally {
            use(null);
        }
    }

    /** Remembers what to close; false if it is too late for that. */
    private boolean use(@Nullable SocketChannel channel) {
        synchronized (lock) {
            open = channel;
            return !isClosed();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        synchronized (lock) {
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    LOG.debug("a connection to {} did not close cleanly", door.endpoint(), e);
                }
            }
        }
        ended.accept(this);
    }
}
