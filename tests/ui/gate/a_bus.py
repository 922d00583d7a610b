"""A process that is logind and a screen saver on a bus of its own; lines on its input are what it tells or answers."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject

SERVICES = ("org.freedesktop.login1", "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class System(QDBusVirtualObject):
    """Answers each call; `idle` is what it says of idle time."""

    idle = 0
    pipes = ()

    def introspect(self, _path):
        return ""

    def handleMessage(self, message, connection):
        reply = message.createReply()
        if message.member() == "GetSessionIdleTime":
            reply.setArguments([self.idle])
        elif message.member() == "Inhibit":
            self.pipes = os.pipe()
            reply.setArguments([QDBusUnixFileDescriptor(self.pipes[1])])
        else:
            return False
        return connection.send(reply)


def main():
    app = QCoreApplication([])
    bus = QDBusConnection.connectToBus(sys.argv[1], "system")
    system = System()
    bus.registerVirtualObject("/", system, QDBusConnection.VirtualObjectRegisterOption.SubPath)
    ready = all(bus.registerService(service) for service in SERVICES)

    def tell(word):
        if word.startswith("idle"):
            system.idle = int(word.split()[1])
            return
        path, interface, member, *on = word.split()
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments([each == "true" for each in on])
        bus.send(signal)

    def heed():
        line = os.read(0, 1000).decode()
        for word in filter(None, line.splitlines()):
            tell(word)
            print("heard", flush=True)
        if not line:
            app.quit()

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_each: heed())
    print("ready" if ready else "refused", flush=True)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
