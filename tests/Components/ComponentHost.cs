using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

#pragma warning disable BL0006 // render tree types are meant for renderers, which this is

namespace OcopMarket.Tests.Components;

/// <summary>Renders one component interactively in memory: its markup is read with AngleSharp, its DOM events are raised by hand.</summary>
internal sealed class ComponentHost(IServiceProvider services) : Renderer(services, services.GetRequiredService<ILoggerFactory>())
{
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

    private int _root;
    private Exception? _error;

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    protected override RendererInfo RendererInfo => new("Test", isInteractive: true);

    public IHtmlDocument Document => new HtmlParser().ParseDocument(Markup);

    public string Markup => Dispatcher.InvokeAsync(() =>
    {
        var markup = new StringBuilder();
        Write(markup, _root);
        return markup.ToString();
    }).GetAwaiter().GetResult();

    public async Task RenderAsync(Type component, IDictionary<string, object?> parameters)
    {
        await Dispatcher.InvokeAsync(() =>
        {
            _root = AssignRootComponentId(InstantiateComponent(component));
            return RenderRootComponentAsync(_root, ParameterView.FromDictionary(parameters));
        });
        Rethrow();
    }

    public IElement Find(string selector) => Document.QuerySelector(selector) ?? throw new InvalidOperationException($"'{selector}' is not in:\n{Markup}");

    public async Task RaiseAsync(string selector, string name, EventArgs args)
    {
        var id = Find(selector).GetAttribute("data-event-" + name) ?? throw new InvalidOperationException($"'{selector}' has no {name} in:\n{Markup}");
        await Dispatcher.InvokeAsync(() => DispatchEventAsync(ulong.Parse(id, CultureInfo.InvariantCulture), null, args));
        Rethrow();
    }

    protected override IComponent ResolveComponentForRenderMode(Type componentType, int? parentComponentId, IComponentActivator componentActivator, IComponentRenderMode renderMode)
        => componentActivator.CreateInstance(componentType);

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;

    protected override void HandleException(Exception exception) => _error ??= exception;

    private static void WriteAttribute(StringBuilder markup, in RenderTreeFrame attribute)
    {
        if (attribute.AttributeEventHandlerId > 0)
        {
            markup.Append(CultureInfo.InvariantCulture, $" data-event-{attribute.AttributeName}=\"{attribute.AttributeEventHandlerId}\"");
        }
        else if (attribute.AttributeValue is true)
        {
            markup.Append(CultureInfo.InvariantCulture, $" {attribute.AttributeName}");
        }
        else if (attribute.AttributeValue is string text)
        {
            markup.Append(CultureInfo.InvariantCulture, $" {attribute.AttributeName}=\"{HtmlEncoder.Default.Encode(text)}\"");
        }
    }

    private void Rethrow()
    {
        if (_error is { } error)
        {
            _error = null;
            throw new InvalidOperationException(error.Message, error);
        }
    }

    private void Write(StringBuilder markup, int component)
    {
        var frames = GetCurrentRenderTreeFrames(component);
        Write(markup, frames.Array, 0, frames.Count);
    }

    private void Write(StringBuilder markup, RenderTreeFrame[] frames, int at, int end)
    {
        while (at < end)
        {
            ref var frame = ref frames[at];
            switch (frame.FrameType)
            {
                case RenderTreeFrameType.Text:
                    markup.Append(HtmlEncoder.Default.Encode(frame.TextContent));
                    at++;
                    break;
                case RenderTreeFrameType.Markup:
                    markup.Append(frame.MarkupContent);
                    at++;
                    break;
                case RenderTreeFrameType.Region:
                    Write(markup, frames, at + 1, at + frame.RegionSubtreeLength);
                    at += frame.RegionSubtreeLength;
                    break;
                case RenderTreeFrameType.Component:
                    Write(markup, frame.ComponentId);
                    at += frame.ComponentSubtreeLength;
                    break;
                case RenderTreeFrameType.Element:
                    at = WriteElement(markup, frames, at);
                    break;
                default:
                    at++;
                    break;
            }
        }
    }

    private int WriteElement(StringBuilder markup, RenderTreeFrame[] frames, int at)
    {
        var (tag, end, inner) = (frames[at].ElementName, at + frames[at].ElementSubtreeLength, at + 1);
        markup.Append('<').Append(tag);
        for (; inner < end && frames[inner].FrameType is RenderTreeFrameType.Attribute; inner++)
        {
            WriteAttribute(markup, frames[inner]);
        }

        markup.Append('>');
        if (!Void.Contains(tag))
        {
            Write(markup, frames, inner, end);
            markup.Append("</").Append(tag).Append('>');
        }

        return end;
    }
}
