package io.headjack.internal.core;

import io.headjack.Activity;
import io.headjack.AttachMode;
import io.headjack.AttachTarget;
import io.headjack.Attachment;
import io.headjack.ExitStatus;
import io.headjack.HeadjackEvent;
import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.Key;
import io.headjack.OutputMatch;
import io.headjack.Receipt;
import io.headjack.Screen;
import io.headjack.Session;
import io.headjack.SessionActivity;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionLog;
import io.headjack.SessionName;
import io.headjack.SessionState;
import io.headjack.SessionType;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.events.EventScope;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.log.LogFile;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

final class DefaultSession implements Session {
    private static final int LONGEST_HISTORY = 10_000;
    /** How coarse the time of last use is kept, so that typing does not write the catalog each time. */
    private static final Duration USE = Duration.ofSeconds(10);

    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private final TerminalId terminal;

    DefaultSession(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
        this.terminal = new TerminalId(id.value());
    }

    @Override
    public SessionId id() {
        return id;
    }

    @Override
    public Instance instance() {
        return new DefaultInstance(context, instance);
    }

    @Override
    public SessionInfo info() {
        World world = context.world(instance);
        return new SessionActivities(context.parts(), context.agents())
                .fill(world, List.of(seen(world)))
                .get(0);
    }

    /** What it is now, whatever it does. */
    private SessionInfo seen(World world) {
        record();
        return SessionStates.of(context.parts(), world).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(this::gone);
    }

    SessionType type() {
        return record().type();
    }

    SessionState state() {
        return seen(context.world(instance)).state();
    }

    @Override
    public SessionActivity activity() {
        World world = context.world(instance);
        return new SessionActivities(context.parts(), context.agents()).of(world, seen(world));
    }

    @Override
    public SessionActivity awaitActivity(Activity wanted, Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        return await(timeout, "activity " + wanted + " of session " + id, () -> activity(wanted));
    }

    private Optional<SessionActivity> activity(Activity wanted) {
        World world = context.world(instance);
        SessionInfo now = seen(world);
        if (now.state() == SessionState.EXITED || now.state() == SessionState.LOST) {
            throw notRunning("it is " + now.state() + ", and will not be " + wanted);
        }
        return Optional.of(new SessionActivities(context.parts(), context.agents()).of(world, now))
                .filter(each -> each.activity() == wanted);
    }

    @Override
    public SessionLog log() {
        record();
        return new DefaultSessionLog(context, instance, id);
    }

    @Override
    public Flow.Publisher<HeadjackEvent> events() {
        record();
        return context.events().of(EventScope.of(instance, id));
    }

    @Override
    public void rename(String name) {
        new SessionRename(context.parts().catalog(), instance, id).to(new SessionName(name));
    }

    @Override
    public Receipt send(String text) {
        return new SessionInput(context, this).send(text);
    }

    @Override
    public Receipt submit(String text) {
        return new SessionInput(context, this).submit(text);
    }

    @Override
    public Receipt keys(Key... keys) {
        return new SessionInput(context, this).keys(List.of(keys));
    }

    @Override
    public List<String> history(int lines) {
        if (lines < 0 || lines > LONGEST_HISTORY) {
            throw new InvalidRequestException("the number of lines must be 0 to " + LONGEST_HISTORY + ", was " + lines
                    + "; the log has them all");
        }
        return shown(multiplexer -> multiplexer.history(terminal, lines));
    }

    @Override
    public Screen screen() {
        return shown(multiplexer -> multiplexer.screen(terminal));
    }

    private <T> T shown(Function<Multiplexer, T> reading) {
        record();
        World world = context.world(instance);
        Multiplexer multiplexer =
                context.parts().terminals().ofRunning(world).orElseThrow(() -> notRunning("its instance is stopped"));
        try {
            return reading.apply(multiplexer);
        } catch (NotFoundException e) {
            throw notRunning("its terminal is gone", e);
        } catch (OperationFailedException e) {
            if (!world.isRunning()) {
                throw notRunning("its instance is stopped", e);
            }
            throw e;
        }
    }

    @Override
    public OutputMatch awaitOutput(Pattern pattern, long from, Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        record();
        return new OutputWait(context, instance, id).until(pattern, from, timeout);
    }

    @Override
    public ExitStatus awaitExit(Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        return await(timeout, "the end of session " + id, this::exit);
    }

    private <T> T await(Duration timeout, String what, Supplier<Optional<T>> question) {
        try (FileChanges.Watch changes = changes()) {
            return context.lifecycle().await(timeout, what, changes, question);
        }
    }

    private Optional<ExitStatus> exit() {
        SessionInfo now = seen(context.world(instance));
        if (now.state() == SessionState.LOST) {
            throw new ConflictException("session \"" + now.name() + "\" of branch \"" + now.branch()
                    + "\" is lost: its terminal ended without leaving an exit code; its log has what it printed");
        }
        return now.exit().filter(code -> isSettled());
    }

    /** A program has written its exit code a moment before the multiplexer has passed on its last words. */
    boolean isSettled() {
        return context.parts().terminals().list(context.world(instance)).stream()
                .noneMatch(each -> each.id().equals(terminal) && !each.ended());
    }

    @Override
    public Attachment attach(AttachTarget target) {
        RuntimeProcess client =
                running().attach(terminal, new AttachSpec(target.size(), target.mode(), target.terminalType()));
        return DefaultAttachment.start(context, this, target, client);
    }

    @Override
    public List<String> attachCommand(AttachMode mode) {
        record();
        World world = context.world(instance);
        if (!world.isRunning()) {
            throw notRunning("its instance is stopped");
        }
        used();
        return context.parts().terminals().of(world).attachCommand(terminal, mode);
    }

    @Override
    public void kill() {
        record();
        World world = context.world(instance);
        if (world.isRunning()) {
            context.parts().terminals().of(world).kill(terminal);
        }
    }

    @Override
    public void restart(Map<String, String> environment) {
        new SessionRestart(context, instance, id).run(Map.copyOf(environment));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultSession session && session.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }

    LogFile logFile() {
        return new LogFile(context.parts().data().logOf(instance, id));
    }

    FileChanges.Watch changes() {
        return context.changes(instance, id);
    }

    boolean hasEnded() {
        return new DefaultSessionLog(context, instance, id).hasEnded();
    }

    private SessionRecord record() {
        InstanceRecord known = context.record(instance);
        return known.session(id).orElseThrow(this::gone);
    }

    /** Refuses where nobody would read; returns where somebody may. */
    Multiplexer running() {
        SessionRecord session = record();
        World world = context.world(instance);
        Optional<ExitStatus> exit = SessionStates.exit(context.parts(), world.record(), session);
        if (exit.isPresent()) {
            throw notRunning("its program ended with exit code " + exit.get());
        }
        used();
        return context.parts().terminals().of(world);
    }

    private void used() {
        Instant now = context.parts().clock().instant();
        if (record().lastUsedAt().plus(USE).isAfter(now)) {
            return;
        }
        context.parts()
                .catalog()
                .update(state -> state.find(instance)
                        .map(each -> state.with(each.usedAt(now).change(id, session -> session.usedAt(now))))
                        .orElse(state));
    }

    private ConflictException notRunning(String why) {
        return notRunning(why, null);
    }

    ConflictException notRunning(String why, @Nullable Throwable cause) {
        return new ConflictException(
                "session \"" + record().name() + "\" does not run: " + why + "; restart it, or start another session",
                cause);
    }

    private NotFoundException gone() {
        return new NotFoundException(
                "there is no session " + id + " any more; list the sessions to see those that exist");
    }
}
