# This machine's .NET runtime in place of Microsoft's image; the context is the folder of `dotnet`.
FROM localhost/dsr-local/debian
RUN useradd --uid 1654 --user-group --create-home app
COPY dotnet /usr/share/dotnet/
COPY host /usr/share/dotnet/host
COPY shared /usr/share/dotnet/shared
