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
import io.headjack.internal.events.EventScope;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.log.LogFile;
import io.headjack.spi.AttachSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;

final class DefaultSession implements Session {
    private static final int LONGEST_HISTORY = 10_000;
    /** Its screen is not read more often, however much it prints. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private final SessionTerminal terminal;

    DefaultSession(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
        this.terminal = new SessionTerminal(context, instance, id);
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
        terminal.record();
        return SessionStates.of(context.parts(), world).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(terminal::gone);
    }

    SessionType type() {
        return terminal.record().type();
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
        try (FileChanges.Watch changes = changes()) {
            return context.lifecycle()
                    .await(
                            timeout,
                            "activity " + wanted + " of session " + id,
                            changes,
                            BETWEEN_LOOKS,
                            () -> activity(wanted));
        }
    }

    private Optional<SessionActivity> activity(Activity wanted) {
        World world = context.world(instance);
        SessionInfo now = seen(world);
        if (now.state() == SessionState.EXITED || now.state() == SessionState.LOST) {
            throw terminal.notRunning("it is " + now.state() + ", and will not be " + wanted);
        }
        return Optional.of(new SessionActivities(context.parts(), context.agents()).of(world, now))
                .filter(each -> each.activity() == wanted);
    }

    @Override
    public SessionLog log() {
        terminal.record();
        return new DefaultSessionLog(context, instance, id);
    }

    @Override
    public Flow.Publisher<HeadjackEvent> events() {
        terminal.record();
        return context.events().of(EventScope.of(instance, id));
    }

    @Override
    public void rename(String name) {
        new SessionRename(context.parts().catalog(), instance, id).to(new SessionName(name));
    }

    @Override
    public Receipt send(String text) {
        return new SessionInput(context, this, terminal).send(text);
    }

    @Override
    public Receipt submit(String text) {
        return new SessionInput(context, this, terminal).submit(text);
    }

    @Override
    public Receipt keys(Key... keys) {
        return new SessionInput(context, this, terminal).keys(List.of(keys));
    }

    @Override
    public List<String> history(int lines) {
        if (lines < 0 || lines > LONGEST_HISTORY) {
            throw new InvalidRequestException("the number of lines must be 0 to " + LONGEST_HISTORY + ", was " + lines
                    + "; the log has them all");
        }
        return terminal.shown(multiplexer -> multiplexer.history(terminal.id(), lines));
    }

    @Override
    public Screen screen() {
        return terminal.shown(multiplexer -> multiplexer.screen(terminal.id()));
    }

    @Override
    public OutputMatch awaitOutput(Pattern pattern, long from, Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        terminal.record();
        return new OutputWait(context, instance, id).until(pattern, from, timeout);
    }

    @Override
    public ExitStatus awaitExit(Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        SessionEnd end = end();
        try (FileChanges.Watch changes = changes()) {
            return context.lifecycle()
                    .await(
                            timeout,
                            "the end of session " + id,
                            changes,
                            () -> end.isWorthAsking() ? exit() : Optional.empty());
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
                .noneMatch(each -> each.id().equals(terminal.id()) && !each.ended());
    }

    @Override
    public Attachment attach(AttachTarget target) {
        AttachSpec how = new AttachSpec(target.size(), target.mode(), target.terminalType());
        return DefaultAttachment.start(
                context, this, target, terminal.held(), multiplexer -> multiplexer.attach(terminal.id(), how));
    }

    @Override
    public List<String> attachCommand(AttachMode mode) {
        return terminal.attachCommand(mode);
    }

    @Override
    public void kill() {
        terminal.kill();
    }

    @Override
    public void remove() {
        new SessionRemoval(context, instance, id, terminal).run();
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

    SessionEnd end() {
        return new SessionEnd(context, instance, id);
    }
}
