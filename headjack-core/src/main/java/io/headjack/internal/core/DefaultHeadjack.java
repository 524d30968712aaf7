package io.headjack.internal.core;

import io.headjack.Catalog;
import io.headjack.Doctor;
import io.headjack.Headjack;
import io.headjack.Instances;
import io.headjack.RuntimeChoice;
import io.headjack.Sessions;

final class DefaultHeadjack implements Headjack {
    private final Context context;
    private final Workers workers;

    DefaultHeadjack(Context context, Workers workers) {
        this.context = context;
        this.workers = workers;
    }

    @Override
    public Instances instances() {
        return new DefaultInstances(context);
    }

    @Override
    public Sessions sessions() {
        return new DefaultSessions(context);
    }

    @Override
    public Catalog catalog() {
        return new DefaultCatalog(context);
    }

    @Override
    public Doctor doctor() {
        return new DefaultDoctor(context);
    }

    @Override
    public RuntimeChoice runtime() {
        context.lifecycle().checkOpen();
        return context.parts().runtimes().choose().choice();
    }

    @Override
    public void close() {
        if (context.lifecycle().close()) {
            try (workers;
                    var runtimes = context.parts().runtimes();
                    var terminals = context.parts().terminals();
                    var files = context.files()) {
                context.followers().close();
                context.attachments().close();
            }
        }
    }

    @Override
    public String toString() {
        return "Headjack[" + context.parts().data().root() + "]";
    }
}
