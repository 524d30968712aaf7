package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.HeadjackEvent;
import io.headjack.Instance;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Print what happens, until it is interrupted or what it tells of is removed.")
final class EventsVerb extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "BRANCH", description = "To this branch's instance only.")
    private @Nullable String branch;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SESSION", description = "To this session only.")
    private @Nullable String session;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    EventsVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        EventLines lines = new EventLines(headjack);
        events(headjack).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(HeadjackEvent event) {
                try {
                    console().line(json ? Json.line(Json.of(event)) : lines.of(event));
                } catch (RuntimeException e) {
                    end.completeExceptionally(e);
                }
            }

            @Override
            public void onError(Throwable thrown) {
                end.completeExceptionally(thrown);
            }

            @Override
            public void onComplete() {
                end.complete(ExitCode.DONE);
            }
        });
        return await(end);
    }

    private static int await(CompletableFuture<Integer> end) {
        try {
            return end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private Flow.Publisher<HeadjackEvent> events(Headjack headjack) {
        if (branch == null) {
            return headjack.events();
        }
        Instance instance = instance(headjack, branch);
        return session == null
                ? instance.events()
                : session(headjack, branch, session).events();
    }
}
