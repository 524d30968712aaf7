package io.headjack.testkit;

import java.util.EnumSet;
import java.util.Set;

/** The contract on a runtime that says it has no feature, and then refuses none. Started by a test only. */
class CarelessFakeContract extends FakeContainerRuntimeContractTest {
    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.noneOf(ContractFeature.class);
    }
}
