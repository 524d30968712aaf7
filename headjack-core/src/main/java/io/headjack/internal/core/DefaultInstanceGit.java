package io.headjack.internal.core;

import io.headjack.Collected;
import io.headjack.Commit;
import io.headjack.InstanceGit;
import io.headjack.InstanceId;
import io.headjack.WorktreeStatus;
import io.headjack.internal.git.AgentSide;
import io.headjack.internal.git.WorkspaceGit;
import io.headjack.internal.instance.World;
import java.util.List;
import java.util.function.BiFunction;

final class DefaultInstanceGit implements InstanceGit {
    private final Context context;
    private final InstanceId id;

    DefaultInstanceGit(Context context, InstanceId id) {
        this.context = context;
        this.id = id;
    }

    @Override
    public Collected collect() {
        context.record(id);
        return context.operations().collect(id);
    }

    @Override
    public WorktreeStatus status() {
        return inside((side, world) -> WorkspaceGit.status(side, world.layout().workspace()));
    }

    @Override
    public List<Commit> commits() {
        return inside((side, world) -> WorkspaceGit.commits(
                side, world.layout().workspace(), world.record().baseCommit()));
    }

    @Override
    public String diff() {
        return inside((side, world) -> WorkspaceGit.diff(
                side, world.layout().workspace(), world.record().baseCommit()));
    }

    private <T> T inside(BiFunction<AgentSide, World, T> question) {
        World world = context.world(id);
        return context.operations().inside(world, side -> question.apply(side, world));
    }

    @Override
    public String toString() {
        return "InstanceGit[" + id + "]";
    }
}
