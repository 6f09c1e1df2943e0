package io.brewprint.route;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reaches the stop signal of another local process by the Attach API: no port is open for it. */
public final class StopClient {
    private StopClient() {}

    /**
     * Calls {@code requestStop} or {@code clearStop} in the process.
     *
     * @throws IOException where the process cannot be reached or has no stop signal
     */
    @SuppressWarnings("BanJNDI") // the address comes from the attached process of this very user, not from outside
    public static void call(long pid, String operation) throws IOException {
        VirtualMachine machine;
        try {
            machine = VirtualMachine.attach(String.valueOf(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("process " + pid + " cannot be attached to", e);
        }
        try (JMXConnector connector =
                JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            // The full name carries a hash: found by query.
            Set<ObjectName> names =
                    beans.queryNames(new ObjectName("org.apache.camel:type=services,name=StopSignalService*,*"), null);
            if (names.isEmpty()) {
                throw new IOException("process " + pid + " has no stop signal");
            }
            for (ObjectName name : names) {
                beans.invoke(name, operation, new Object[0], new String[0]);
            }
        } catch (JMException e) {
            throw new IOException("the stop signal of process " + pid + " refused", e);
        } finally {
            machine.detach();
        }
    }
}
