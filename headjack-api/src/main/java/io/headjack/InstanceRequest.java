package io.headjack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An instance to make. Immutable: each setter returns a new request. What is not set has a default: the base image, the
 * repository's HEAD, the automatic runtime, the engine's default network, no limits.
 */
public interface InstanceRequest {
    /**
     * Has the host fetch from a remote before the branch is looked for, as its user would, with the transports and
     * credentials that git's configuration on the host names. Nobody is asked for anything: what needs a password that
     * only a person knows fails. So does what takes more than ten minutes. Nothing is pruned, no hook runs, submodules are
     * left alone. Only done if the instance has to be made.
     *
     * @param remote the name of a configured remote, such as {@code origin}; no address
     * @return a new request
     */
    InstanceRequest fetch(String remote);

    /**
     * Sets where the branch starts if it has to be made. A branch that exists is taken as it is, and one that exists on
     * exactly one remote is tracked, whatever is set here. Of several remotes that have it, {@code from("origin/feat/x")}
     * chooses the one to track.
     *
     * @param ref a branch, tag or commit of the repository, or any revision that git resolves to a commit; without this it
     *     is the HEAD of the main worktree
     * @return a new request
     */
    InstanceRequest from(String ref);

    /**
     * Has the directories of all submodules filled, those within submodules too, at the commits that the branch names. The
     * content exists inside only, and is copied from what the host's repository has of each: where that lacks one, {@code git
     * submodule update --init --recursive} brings it, and nothing was made. Without this the directories are empty. Not with
     * the runtime {@code local}. Only done if the instance has to be made.
     *
     * @return a new request
     */
    InstanceRequest submodules();

    /**
     * Sets the image, which is pulled if the engine does not have it. Where it holds no git or no tmux, these are added by
     * its own package manager, {@code apt-get} or {@code apk}, in an image derived from it, once for each content.
     *
     * @param reference the image's name
     * @return a new request
     */
    InstanceRequest image(String reference);

    /**
     * Has the image built from a Dockerfile, with the directory it is in as context. What it lacks is added as to {@link
     * #image}. An instance that exists is not built again: {@link Instance#recreate()} does that.
     *
     * @param file the Dockerfile
     * @return a new request
     */
    InstanceRequest dockerfile(Path file);

    /**
     * Sets the agent that is meant to work in it: where no image is set, it gets the agent's, which is built or pulled if the
     * engine does not have it. Other agents may be started in it too, if its image has them. Without a container this does
     * nothing.
     *
     * @param agent the agent's id
     * @return a new request
     * @throws io.headjack.error.InvalidRequestException if there is no such agent; the message lists those that exist
     */
    InstanceRequest agent(String agent);

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
     * Mounts a path of the host as {@link #mount} does if it exists now, and asks for nothing if it does not.
     *
     * @param source a path; neither in nor above the worktree, the repository or the data directory
     * @param target an absolute path inside
     * @return a new request
     */
    default InstanceRequest mountIfPresent(Path source, String target) {
        return Files.exists(source) ? mount(source, target) : this;
    }

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
     * @throws io.headjack.error.NotFoundException if the ref, the remote or the image does not exist, or the host does not
     *     have a submodule that was asked for
     * @throws io.headjack.error.InvalidRequestException if the branch is on several remotes and none was chosen, or the ref
     *     is ambiguous
     * @throws io.headjack.error.UnsupportedException if the commit has files that instances cannot have, such as Git LFS,
     *     or submodules that were asked for and cannot be had
     * @throws io.headjack.error.OperationFailedException if a fetch, or anything else, fails
     */
    Instance create();

    /**
     * Makes the instance, or starts the one that exists, or returns the one that runs: afterwards it is there. One that
     * exists with another image, environment, mounts, limits, network or flags than this request says gets another
     * container, as by {@link Instance#recreate()}; what the request does not say stays as it is. Where the branch starts, a
     * fetch and submodules count only if the instance has to be made. Two callers at once, in whatever processes, get the
     * same instance.
     *
     * @return the instance, running
     * @throws io.headjack.error.ConflictException if its container had to be made again and sessions run in it; nothing was
     *     changed
     * @throws io.headjack.error.BranchInUseException if the branch is checked out elsewhere
     * @throws io.headjack.error.NotFoundException if the ref, the remote or the image does not exist, or the host does not
     *     have a submodule that was asked for
     * @throws io.headjack.error.InvalidRequestException if the branch is on several remotes and none was chosen, or the ref
     *     is ambiguous
     * @throws io.headjack.error.UnsupportedException if the commit has files that instances cannot have, such as Git LFS,
     *     or submodules that were asked for and cannot be had
     * @throws io.headjack.error.OperationFailedException if a fetch, or anything else, fails
     */
    Instance ensure();
}
