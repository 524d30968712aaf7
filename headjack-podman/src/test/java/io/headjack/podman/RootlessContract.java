package io.headjack.podman;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The program of {@link RootlessIT} that runs the contract as another user. */
public final class RootlessContract {
    private RootlessContract() {}

    /**
     * Runs it, prints what failed, and ends with 1 if anything did.
     *
     * @param args none
     */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(PodmanRuntimeContractIT.class))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 20);
        System.out.println(summary.getTestsSucceededCount() + " of " + summary.getTestsFoundCount() + " tests passed");
        if (summary.getTotalFailureCount() > 0 || summary.getTestsSucceededCount() != summary.getTestsFoundCount()) {
            System.exit(1);
        }
        System.out.println("the contract holds");
    }
}
