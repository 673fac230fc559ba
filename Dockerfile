# The market in one image: served pages, worker and command line are the same program.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/Web -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends libicu-dev tzdata libvips-tools && rm -rf /var/lib/apt/lists/*
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    ASPNETCORE_HTTP_PORTS=8080 \
    Market__DataDirectory=/data
RUN mkdir /data && chown app:app /data
COPY --from=build /app /app
WORKDIR /app
USER app
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["dotnet", "OcopMarket.Web.dll"]
