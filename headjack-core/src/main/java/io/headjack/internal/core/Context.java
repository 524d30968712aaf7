package io.headjack.internal.core;

import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.events.EventStream;
import io.headjack.internal.instance.CreateSpec;
import io.headjack.internal.instance.Operations;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.World;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.os.Environment;
import io.headjack.internal.provider.Agents;

/**
 * What every handle works with.
 *
 * @param parts the parts
 * @param operations the operations
 * @param usual what an instance is asked to be when nothing is said
 * @param agents the agents
 * @param environment the environment of this process
 * @param credentials their credentials
 * @param lifecycle whether Headjack is open
 * @param files tells when files change
 * @param followers the open log subscriptions
 * @param attachments the terminals that show sessions
 * @param events what happens, for those who subscribe
 */
record Context(
        Parts parts,
        Operations operations,
        CreateSpec usual,
        Agents agents,
        Environment environment,
        AgentCredentials credentials,
        Lifecycle lifecycle,
        FileChanges files,
        Followers followers,
        Attachments attachments,
        EventStream events) {
    CatalogState state() {
        lifecycle.checkOpen();
        return parts.catalog().read();
    }

    InstanceRecord record(InstanceId id) {
        return state().find(id)
                .orElseThrow(() -> new NotFoundException(
                        "there is no instance " + id + "; list the instances to see those that exist"));
    }

    /** Begins to watch what a session leaves outside: its log, and how it ended. */
    FileChanges.Watch changes(InstanceId instance, SessionId session) {
        return files.watch(parts.data().logsOf(instance), session + ".");
    }

    World world(InstanceId id) {
        return parts.world(record(id));
    }

    /** Returns an instance that runs, starting it first where it does not. */
    World running(InstanceId id) {
        World world = world(id);
        if (parts.terminals().ofRunning(world).isEmpty()) {
            operations.start(id);
        }
        operations.checkBoundary(world);
        return world;
    }

    Instance handle(InstanceRecord instance) {
        return new DefaultInstance(this, instance.id());
    }
}
