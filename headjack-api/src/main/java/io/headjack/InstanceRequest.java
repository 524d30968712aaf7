package io.headjack;

import java.nio.file.Path;
import java.util.List;

/**
 * An instance to make. Immutable: each setter returns a new request. What is not set has a default: the base image, the
 * repository's HEAD, the automatic runtime, the engine's default network, no limits.
 */
public interface InstanceRequest {
    /**
     * Sets where the branch starts if it has to be made.
     *
     * @param ref a branch, tag or commit of the repository
     * @return a new request
     */
    InstanceRequest from(String ref);

    /**
     * Sets the image, which is pulled if the engine does not have it. It must hold git and the multiplexer.
     *
     * @param reference the image's name
     * @return a new request
     */
    InstanceRequest image(String reference);

    /**
     * Has the image built from a Dockerfile, with the directory it is in as context.
     *
     * @param file the Dockerfile
     * @return a new request
     */
    InstanceRequest dockerfile(Path file);

    /**
     * Sets a variable of every program in it. No place for secrets: the engine shows it.
     *
     * @param name the name
     * @param value the value
     * @return a new request
     */
    InstanceRequest environment(String name, String value);

    /**
     * Mounts a path of the host, which the instance may only read.
     *
     * @param source an existing path; neither in nor above the worktree, the repository or the data directory
     * @param target an absolute path inside
     * @return a new request
     */
    InstanceRequest mount(Path source, String target);

    /**
     * Limits memory.
     *
     * @param bytes the most that all its programs may use
     * @return a new request
     */
    InstanceRequest memory(long bytes);

    /**
     * Limits processors.
     *
     * @param count the most that all its programs may use
     * @return a new request
     */
    InstanceRequest cpus(double count);

    /**
     * Sets what it reaches of the network.
     *
     * @param network the network
     * @return a new request
     */
    InstanceRequest network(Network network);

    /**
     * Sets an extra setting of the runtime, by the names of the runtime's documented table.
     *
     * @param name the name; an unknown one is an error when the instance is made
     * @param values its values
     * @return a new request
     */
    InstanceRequest flag(String name, List<String> values);

    /**
     * Makes the instance and starts it. Blocking, with progress to the listener. When this fails nothing is left.
     *
     * @return the instance, running
     * @throws io.headjack.error.ConflictException if the branch has an instance already
     * @throws io.headjack.error.BranchInUseException if the branch is checked out elsewhere
     * @throws io.headjack.error.NotFoundException if the ref or the image does not exist
     */
    Instance create();

    /**
     * Makes the instance, or starts the one that exists, or returns the one that runs: afterwards it is there. What this
     * request says beyond the branch counts only if it has to be made. Two callers at once, in whatever processes, get
     * the same instance.
     *
     * @return the instance, running
     * @throws io.headjack.error.BranchInUseException if the branch is checked out elsewhere
     * @throws io.headjack.error.NotFoundException if the ref or the image does not exist
     */
    Instance ensure();
}
