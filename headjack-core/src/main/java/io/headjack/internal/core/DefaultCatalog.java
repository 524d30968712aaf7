package io.headjack.internal.core;

import io.headjack.Catalog;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.SessionRecord;
import java.nio.file.Path;
import java.util.List;

final class DefaultCatalog implements Catalog {
    private final Context context;

    DefaultCatalog(Context context) {
        this.context = context;
    }

    @Override
    public String id() {
        return context.state().id();
    }

    @Override
    public Path file() {
        return context.parts().catalog().file();
    }

    @Override
    public List<Entry> entries() {
        return context.state().sorted().stream().map(DefaultCatalog::entry).toList();
    }

    private static Entry entry(InstanceRecord instance) {
        return new Entry(
                instance.id(),
                instance.root(),
                instance.branch(),
                instance.worktree(),
                instance.container(),
                instance.createdAt(),
                instance.sessions().stream().map(SessionRecord::id).toList());
    }
}
