/**
 * What tests of programs and providers need.
 *
 * <p>Whoever implements a container runtime extends {@link io.headjack.testkit.ContainerRuntimeContract} in a test:
 *
 * <pre>{@code
 * @RequiresTool("docker")
 * class MyRuntimeContractIT extends ContainerRuntimeContract {
 *   @Override
 *   protected ContainerRuntime createRuntime(Path dataDirectory) {
 *     return new MyRuntimeProvider().create(
 *         new RuntimeContext(dataDirectory, System.getenv(), Clock.systemUTC(), progress -> {}));
 *   }
 *
 *   @Override
 *   protected String image() {
 *     return "debian:bookworm-slim";       // exists, and has a POSIX shell
 *   }
 *
 *   @Override
 *   protected Set<ContractFeature> features() {
 *     return EnumSet.of(ContractFeature.MOUNTS, ContractFeature.TTY);   // all others must be refused
 *   }
 * }
 * }</pre>
 *
 * <p>Whoever tests a program takes {@link io.headjack.testkit.FakeContainerRuntime}, which needs no engine, {@link
 * io.headjack.testkit.TempRepository}, {@link io.headjack.testkit.ManualClock} and {@link
 * io.headjack.testkit.ScriptedAgent}. {@link io.headjack.testkit.RequiresTool} marks a test that needs a real tool.
 */
@NullMarked
package io.headjack.testkit;

import org.jspecify.annotations.NullMarked;
