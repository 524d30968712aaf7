package io.headjack.internal.core;

import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.Instances;
import io.headjack.RepositoryInstances;
import io.headjack.internal.catalog.InstanceRecord;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class DefaultInstances implements Instances {
    private final Context context;

    DefaultInstances(Context context) {
        this.context = context;
    }

    @Override
    public RepositoryInstances in(Path repository) {
        context.lifecycle().checkOpen();
        return new DefaultRepositoryInstances(context, context.parts().git().repository(repository));
    }

    @Override
    public List<InstanceInfo> list() {
        return InstanceInfos.of(context.parts(), context.state().sorted());
    }

    @Override
    public Optional<Instance> find(InstanceId id) {
        return context.state().find(id).map(context::handle);
    }

    @Override
    public Instance get(InstanceId id) {
        return context.handle(context.record(id));
    }

    @Override
    public Optional<Instance> mostRecent() {
        return context.state().sorted().stream()
                .max(Comparator.comparing(InstanceRecord::lastUsedAt))
                .map(context::handle);
    }
}
