/**
 * What tests of programs and providers need.
 *
 * <p>Whoever implements a part of Headjack extends its contract in a test, and {@code docs/spi.md} goes through one from the
 * beginning: {@link io.headjack.testkit.ContainerRuntimeContract}, {@link io.headjack.testkit.MultiplexerContract}, {@link
 * io.headjack.testkit.AgentContract}.
 *
 * <pre>{@code
 * @RequiresTool({"sh", "script", "unshare"})
 * class OfflineRuntimeContractIT extends ContainerRuntimeContract {
 *     @Override
 *     protected ContainerRuntime createRuntime(Path dataDirectory) {
 *         return new OfflineRuntimeProvider()
 *                 .create(new RuntimeContext(dataDirectory, System.getenv(), Clock.systemUTC(), progress -> {}));
 *     }
 *
 *     @Override
 *     protected String image() {
 *         return "none";
 *     }
 *
 *     @Override
 *     protected Set<ContractFeature> features() {
 *         return EnumSet.of(ContractFeature.TTY, ContractFeature.PAUSE, ContractFeature.NETWORK_NONE);
 *     }
 * }
 * }</pre>
 *
 * <p>Whoever tests a program takes {@link io.headjack.testkit.HeadjackExtension}, or its parts: {@link
 * io.headjack.testkit.FakeContainerRuntime}, which needs no engine, {@link io.headjack.testkit.TempRepository}, {@link
 * io.headjack.testkit.ManualClock}, {@link io.headjack.testkit.EventRecorder} and {@link
 * io.headjack.testkit.ScriptedAgent}. {@link io.headjack.testkit.RequiresTool} marks a test that needs a real tool.
 */
@NullMarked
package io.headjack.testkit;

import org.jspecify.annotations.NullMarked;
