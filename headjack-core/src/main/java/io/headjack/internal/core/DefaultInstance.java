package io.headjack.internal.core;

import io.headjack.DiskUse;
import io.headjack.ExecRequest;
import io.headjack.HeadjackEvent;
import io.headjack.Instance;
import io.headjack.InstanceGit;
import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.InstanceSessions;
import io.headjack.Posture;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.events.EventScope;
import io.headjack.internal.instance.DataDirectory;
import io.headjack.internal.instance.Postures;
import io.headjack.internal.os.TreeSize;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;

final class DefaultInstance implements Instance {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Context context;
    private final InstanceId id;

    DefaultInstance(Context context, InstanceId id) {
        this.context = context;
        this.id = id;
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public InstanceInfo info() {
        return InstanceInfos.of(context.parts(), List.of(context.record(id))).get(0);
    }

    @Override
    public DiskUse diskUse() {
        InstanceRecord instance = context.record(id);
        DataDirectory data = context.parts().data();
        return new DiskUse(
                TreeSize.of(instance.worktree()), TreeSize.of(data.privateGitOf(id)), TreeSize.of(data.logsOf(id)));
    }

    @Override
    public Posture posture() {
        return Postures.of(context.parts(), context.record(id));
    }

    @Override
    public InstanceSessions sessions() {
        return new DefaultInstanceSessions(context, id);
    }

    @Override
    public InstanceGit git() {
        return new DefaultInstanceGit(context, id);
    }

    @Override
    public Flow.Publisher<HeadjackEvent> events() {
        context.record(id);
        return context.events().of(EventScope.of(id));
    }

    @Override
    public ExecRequest exec(String... command) {
        return exec(List.of(command));
    }

    @Override
    public ExecRequest exec(List<String> command) {
        return new DefaultExecRequest(context, id, ExecPlan.of(Checks.command(command)));
    }

    @Override
    public void start() {
        context.record(id);
        context.operations().start(id);
    }

    @Override
    public void stop() {
        stop(GRACE);
    }

    @Override
    public void stop(Duration grace) {
        Checks.notNegative("the grace", grace);
        context.record(id);
        context.operations().stop(id, grace);
    }

    @Override
    public void restart() {
        context.record(id);
        context.operations().restart(id, GRACE);
    }

    @Override
    public void recreate() {
        context.record(id);
        context.operations().recreate(id, GRACE);
    }

    @Override
    public Removed remove(RemoveOption... options) {
        context.record(id);
        Set<RemoveOption> chosen = EnumSet.noneOf(RemoveOption.class);
        chosen.addAll(List.of(options));
        return context.operations().remove(id, chosen);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DefaultInstance instance && instance.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "Instance[" + id + "]";
    }
}
