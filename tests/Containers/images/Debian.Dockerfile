# The base of the local images: Debian from debootstrap, with what .NET needs.
FROM localhost/dsr-local/debootstrap
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet && printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d
