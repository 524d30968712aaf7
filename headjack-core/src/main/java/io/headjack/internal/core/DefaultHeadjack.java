package io.headjack.internal.core;

import io.headjack.Agents;
import io.headjack.Catalog;
import io.headjack.Credentials;
import io.headjack.Doctor;
import io.headjack.Headjack;
import io.headjack.HeadjackEvent;
import io.headjack.Instances;
import io.headjack.RuntimeChoice;
import io.headjack.Sessions;
import io.headjack.internal.events.EventScope;
import java.util.concurrent.Flow;

final class DefaultHeadjack implements Headjack {
    private final Context context;
    private final Workers workers;
    private final EventWatch watch;

    DefaultHeadjack(Context context, Workers workers, EventWatch watch) {
        this.context = context;
        this.workers = workers;
        this.watch = watch;
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
    public Agents agents() {
        return new DefaultAgents(context);
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
    public Credentials credentials() {
        context.lifecycle().checkOpen();
        return context.credentials();
    }

    @Override
    public Flow.Publisher<HeadjackEvent> events() {
        return context.events().of(EventScope.ALL);
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
                    var files = context.files();
                    watch) {
                context.events().close();
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
