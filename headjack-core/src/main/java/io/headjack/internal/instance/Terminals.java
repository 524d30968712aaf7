package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.TerminalInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The multiplexers of the instances in use, one each. Thread-safe. */
public final class Terminals implements AutoCloseable {
    private static final String LEAVING = "headjack-leaving";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Opening one again takes a tenth of a second. */
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    private final MultiplexerProvider provider;
    private final Duration unused;
    private final Map<InstanceId, Open> open = new ConcurrentHashMap<>();
    private final Map<InstanceId, CompletableFuture<Void>> preparing = new ConcurrentHashMap<>();
    private volatile Consumer<InstanceId> listener = instance -> {};
    private volatile boolean telling = true;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    public Terminals(MultiplexerProvider provider) {
        this(provider, UNUSED);
    }

    /**
     * Makes terminals whose connections are closed when nobody has used them for a while.
     *
     * @param unused for how long
     */
    public Terminals(MultiplexerProvider provider, Duration unused) {
        this.provider = provider;
        this.unused = unused;
    }

    public Multiplexer of(World world) {
        return use(world, false).multiplexer;
    }

    /**
     * Returns the multiplexer of an instance for somebody who may say nothing for long and needs it in the end. It stays
     * open until what is returned is closed.
     */
    public Held hold(World world) {
        return new Held(use(world, true));
    }

    private Open use(World world, boolean held) {
        checkOpen();
        // Noted before a sweep can see it: whoever has one in hand must not find it closed.
        Open used = open.compute(world.record().id(), (id, known) -> (known == null ? open(world) : known).use(held));
        sweepLater();
        // Closed in between: what was opened after that would stay open.
        if (closed) {
            drop(world.record().id());
        }
        checkOpen();
        return used;
    }

    private void checkOpen() {
        if (closed) {
            throw new HeadjackClosedException("this Headjack was closed; open another one");
        }
    }

    private Open open(World world) {
        Multiplexer multiplexer = provider.open(world);
        InstanceId id = world.record().id();
        telling &= multiplexer.onChange(() -> listener.accept(id));
        return new Open(multiplexer);
    }

    /** One look is due as long as anything is open. */
    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(
                            unused.toNanos() / 2, TimeUnit.NANOSECONDS, task -> new Thread(task, LEAVING).start())
                    .execute(this::sweep);
        }
    }

    private void sweep() {
        open.forEach((id, each) -> {
            if (open.computeIfPresent(id, (same, now) -> now == each && now.isUnused(unused) ? null : now) == null) {
                each.multiplexer.close();
            }
        });
        sweeping.set(false);
        if (!open.isEmpty() && !closed) {
            sweepLater();
        }
    }

    /** Has a listener called when terminals of an instance may have changed; it replaces the one before. */
    public void onChange(Consumer<InstanceId> changed) {
        listener = changed;
    }

    /** Tells whether changes are told; where not, terminals must be asked for now and then. */
    public boolean tellsChanges() {
        return telling;
    }

    /**
     * Returns the multiplexer of an instance that runs, or empty if it does not. The runtime is asked only where no open
     * connection answers that.
     */
    public Optional<Multiplexer> ofRunning(World world) {
        awaitPrepared(world.record().id());
        Open known = open.get(world.record().id());
        return (known != null && known.multiplexer.isConnected()) || world.isRunning()
                ? Optional.of(of(world))
                : Optional.empty();
    }

    /** Lists the terminals of an instance; there are none where it does not run. */
    public List<TerminalInfo> list(World world) {
        Optional<Multiplexer> multiplexer = ofRunning(world);
        try {
            return multiplexer.map(Multiplexer::list).orElse(List.of());
        } catch (OperationFailedException | ConflictException | NotFoundException e) {
            // It may have stopped under the connection that was there a moment before.
            if (world.isRunning()) {
                throw e;
            }
            return List.of();
        }
    }

    /** Connects, on another thread, to an instance that is likely to be asked soon. */
    void prepare(World world, Executor workers) {
        InstanceId id = world.record().id();
        CompletableFuture<Void> connecting = new CompletableFuture<>();
        preparing.put(id, connecting);
        workers.execute(() -> {
            try {
                connect(world);
            } finally {
                preparing.remove(id, connecting);
                connecting.complete(null);
            }
        });
    }

    /** A connection that is about to be there answers sooner than the runtime. */
    private void awaitPrepared(InstanceId id) {
        CompletableFuture<Void> connecting = preparing.get(id);
        if (connecting == null) {
            return;
        }
        try {
            connecting.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while connecting to instance " + id, e);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the connection to {} is not there yet", id, e);
        }
    }

    /** When this fails, whoever asks hears why. */
    private void connect(World world) {
        try {
            of(world).connect();
        } catch (HeadjackException e) {
            LOG.debug(
                    "the terminals of {} could not be prepared", world.record().id(), e);
        }
    }

    /** Forgets a connection that is about to lose its other end. */
    void drop(InstanceId instance) {
        Open dropped = open.remove(instance);
        if (dropped != null) {
            dropped.multiplexer.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        // Each has to take leave of its multiplexer, so they do it side by side.
        CompletableFuture<?>[] leaving = open.keySet().stream()
                .map(each -> CompletableFuture.runAsync(() -> drop(each), task -> new Thread(task, LEAVING).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(leaving).join();
    }

    /** A multiplexer that stays open. */
    public static final class Held implements AutoCloseable {
        private final Open open;
        private final AtomicBoolean released = new AtomicBoolean();

        private Held(Open open) {
            this.open = open;
        }

        public Multiplexer multiplexer() {
            return open.multiplexer;
        }

        /** Leaves it to be closed when nobody uses it for a while. Idempotent. */
        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                open.release();
            }
        }
    }

    /** A multiplexer, who holds it, and when somebody asked for it last. */
    private static final class Open {
        private final Multiplexer multiplexer;
        private final AtomicInteger holders = new AtomicInteger();
        private volatile long last = System.nanoTime();

        Open(Multiplexer multiplexer) {
            this.multiplexer = multiplexer;
        }

        Open use(boolean held) {
            last = System.nanoTime();
            if (held) {
                holders.incrementAndGet();
            }
            return this;
        }

        void release() {
            last = System.nanoTime();
            holders.decrementAndGet();
        }

        boolean isUnused(Duration patience) {
            return holders.get() == 0 && System.nanoTime() - last > patience.toNanos();
        }
    }
}
